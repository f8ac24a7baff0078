import { augmentedOperator } from '../../../../src/repair/search/operators/augmented-operator.js'
import { holds } from './holds.js'

holds(augmentedOperator, {
  gives: [
    ['js', 'n += i', 'n -= i'],
    ['js', 'i++', 'i--'],
    ['py', 'n //= 2', 'n %= 2'],
    ['py', 'for x in xs:\n    n = x', 'for x in xs:\n    n += x'],
  ],
  leaves: [
    ['js', 'const a = 1'],
    ['py', 'total = 1'],
  ],
})
