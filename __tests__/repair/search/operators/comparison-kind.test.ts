import { comparisonKind } from '../../../../src/repair/search/operators/comparison-kind.js'
import { holds } from './holds.js'

holds(comparisonKind, {
  gives: [
    ['js', 'return n < i', 'return n === i'],
    ['py', 'return n == i', 'return n <= i'],
    ['py', 'return n > 0', 'return n >= 1'],
    ['py', 'return n in xs', 'return n == xs'],
    ['js', 'return n === xs', 'return xs.includes(n)'],
  ],
  leaves: [
    ['js', 'return n + i'],
    ['py', 'return 0 < n < i'],
  ],
})
