import { dropOperand } from '../../../../src/repair/search/operators/drop-operand.js'
import { holds } from './holds.js'

holds(dropOperand, {
  gives: [
    ['js', 'return n + i', 'return n'],
    ['py', 'return n and i', 'return i'],
    ['py', 'return -n', 'return n'],
    ['js', 'return (n + 1) * 2', 'return 2'],
  ],
  leaves: [
    ['js', 'return !n'],
    ['py', 'return n > i'],
  ],
})
