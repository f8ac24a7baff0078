import { comparisonNegation } from '../../../../src/repair/search/operators/comparison-negation.js'
import { holds } from './holds.js'

holds(comparisonNegation, {
  gives: [
    ['js', 'return n === i', 'return n !== i'],
    ['py', 'return n in xs', 'return n not in xs'],
    ['py', 'return n is None', 'return n is not None'],
    ['py', 'return n < i', 'return n >= i'],
  ],
  leaves: [
    ['py', 'return 0 < n < 5'],
    ['js', 'return n + i'],
  ],
})
