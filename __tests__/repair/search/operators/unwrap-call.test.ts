import { unwrapCall } from '../../../../src/repair/search/operators/unwrap-call.js'
import { holds } from './holds.js'

holds(unwrapCall, {
  gives: [
    ['py', 'return sorted(xs)', 'return xs'],
    ['js', 'return name.trim()', 'return name'],
    ['js', 'return order.lines', 'return order'],
  ],
  leaves: [
    ['js', 'go(n)'],
    ['py', 'go()'],
    ['js', 'return Math.max()'],
  ],
})
