import { arithmeticExtension } from '../../../../src/repair/search/operators/arithmetic-extension.js'
import { holds } from './holds.js'

holds(arithmeticExtension, {
  gives: [
    ['py', 'return n * 2', 'return n * 2 + i'],
    ['js', 'return xs[i] - n', 'return xs[i - n] - n'],
  ],
  leaves: [
    ['js', "return 'a'"],
    ['py', 'return None'],
  ],
})
