import { sliceBounds } from '../../../../src/repair/search/operators/slice-bounds.js'
import { holds } from './holds.js'

holds(sliceBounds, {
  gives: [
    ['py', 'return xs[:n]', 'return xs[n:]'],
    ['py', 'return xs[i:n]', 'return xs[:n]'],
    ['js', 'return xs[i]', 'return xs'],
    ['py', 'return xs[i]', 'return xs[i:]'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', 'return go(n)'],
  ],
})
