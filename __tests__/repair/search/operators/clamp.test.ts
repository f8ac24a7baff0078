import { clamp } from '../../../../src/repair/search/operators/clamp.js'
import { holds } from './holds.js'

holds(clamp, {
  gives: [
    ['js', 'return n - 1', 'return Math.max(0, n - 1)'],
    ['py', 'n = n - i', 'n = max(0, n - i)'],
    ['py', 'return n - 1', 'return min(1, n - 1)'],
  ],
  leaves: [
    ['js', "return 'a'"],
    ['py', 'go(name.lower())'],
  ],
})
