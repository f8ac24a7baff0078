import { swapOperands } from '../../../../src/repair/search/operators/swap-operands.js'
import { holds } from './holds.js'

holds(swapOperands, {
  gives: [
    ['js', 'return n - i', 'return i - n'],
    ['py', 'return n in xs', 'return xs in n'],
    ['py', "return name + 'a'", "return 'a' + name"],
  ],
  leaves: [
    ['js', 'return n * i'],
    ['py', 'return n < i'],
    ['js', 'return n - n'],
  ],
})
