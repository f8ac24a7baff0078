import { stringLiteral } from '../../../../src/repair/search/operators/string-literal.js'
import { holds } from './holds.js'

holds(stringLiteral, {
  gives: [
    ['js', "return name + 'a'", "return name + ''"],
    ['py', "return 'a' if n else 'b'", "return 'b' if n else 'b'"],
    ['py', "return name.split(' x ')", "return name.split('x')"],
    ['js', "return 'Ab'", "return 'ab'"],
  ],
  leaves: [
    ['js', 'return 1'],
    ['py', '"""What it does"""'],
  ],
})
