import { booleanLiteral } from '../../../../src/repair/search/operators/boolean-literal.js'
import { holds } from './holds.js'

holds(booleanLiteral, {
  gives: [
    ['js', 'return true', 'return false'],
    ['py', 'done = False', 'done = True'],
  ],
  leaves: [
    ['py', 'return None'],
    ['js', 'return 1'],
  ],
})
