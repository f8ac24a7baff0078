import { numberLiteral } from '../../../../src/repair/search/operators/number-literal.js'
import { holds } from './holds.js'

holds(numberLiteral, {
  gives: [
    ['js', 'return n * 10', 'return n * 100'],
    ['py', 'return n + 3', 'return n + 0'],
    ['py', 'return n * 2 + 7', 'return n * 7 + 7'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', "return 'a'"],
  ],
})
