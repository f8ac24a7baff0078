import { targetReplacement } from '../../../../src/repair/search/operators/target-replacement.js'
import { holds } from './holds.js'

holds(targetReplacement, {
  gives: [
    ['py', 'total = 0\nn = 1', 'total = 0\ntotal = 1'],
    ['js', 'n = 1', 'i = 1'],
    ['js', 'order.a = order.b', 'order.b = order.b'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', 'go(n)'],
  ],
})
