import { comparisonDirection } from '../../../../src/repair/search/operators/comparison-direction.js'
import { holds } from './holds.js'

holds(comparisonDirection, {
  gives: [
    ['js', 'return n < i', 'return n > i'],
    ['py', 'return n >= i', 'return n <= i'],
  ],
  leaves: [
    ['js', 'return n === i'],
    ['py', 'return n is i'],
  ],
})
