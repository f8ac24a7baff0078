import { calleeReplacement } from '../../../../src/repair/search/operators/callee-replacement.js'
import { holds } from './holds.js'

holds(calleeReplacement, {
  gives: [
    ['js', 'go(n)\nleave(i)', 'leave(n)\nleave(i)'],
    ['py', 'order.open()\norder.shut()', 'order.shut()\norder.shut()'],
  ],
  leaves: [
    ['js', '(n => n)(i)'],
    ['py', 'return n'],
  ],
})
