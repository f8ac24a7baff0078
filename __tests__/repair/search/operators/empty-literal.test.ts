import { emptyLiteral } from '../../../../src/repair/search/operators/empty-literal.js'
import { holds } from './holds.js'

holds(emptyLiteral, {
  gives: [
    ['py', 'a = []', 'a = {}'],
    ['py', 'a = []', 'a = [[]]'],
    ['js', 'const a = {}', 'const a = []'],
    ['js', 'return [xs]', 'return xs'],
  ],
  leaves: [
    ['py', 'a = [1, 2]'],
    ['js', "const a = 'b'"],
  ],
})
