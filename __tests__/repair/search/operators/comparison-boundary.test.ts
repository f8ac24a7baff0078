import { comparisonBoundary } from '../../../../src/repair/search/operators/comparison-boundary.js'
import { holds } from './holds.js'

holds(comparisonBoundary, {
  gives: [
    ['js', 'return n < 1', 'return n <= 1'],
    ['py', 'return 0 <= n < 9', 'return 0 < n < 9'],
    ['py', 'return 0 <= n < 9', 'return 0 <= n <= 9'],
  ],
  leaves: [
    ['js', 'return n === 1'],
    ['py', 'return n in xs'],
  ],
})
