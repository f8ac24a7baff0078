import { moveStatement } from '../../../../src/repair/search/operators/move-statement.js'
import { holds } from './holds.js'

holds(moveStatement, {
  gives: [
    ['js', 'go()\nstay()', 'stay()\ngo()'],
    ['py', 'for x in xs:\n    go(x)\n    stay()', 'for x in xs:\n    go(x)\nstay()'],
    ['py', 'for x in xs:\n    go(x)\nstay()', 'for x in xs:\n    go(x)\n    stay()'],
  ],
  leaves: [
    ['js', 'go()'],
    ['py', 'return n'],
  ],
})
