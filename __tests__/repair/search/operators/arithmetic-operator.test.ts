import { arithmeticOperator } from '../../../../src/repair/search/operators/arithmetic-operator.js'
import { holds } from './holds.js'

holds(arithmeticOperator, {
  gives: [
    ['js', 'return n - i', 'return n + i'],
    ['py', 'return n / i', 'return n // i'],
    ['py', 'return n % 2', 'return n // 2'],
  ],
  leaves: [
    ['js', "return 'a' + name"],
    ['py', 'return n > i'],
  ],
})
