import { separator } from '../../../../src/repair/search/operators/separator.js'
import { holds } from './holds.js'

holds(separator, {
  gives: [
    ['js', 'return name + order', "return name + '.' + order"],
    ['py', "a = '/'\nreturn name + order", "a = '/'\nreturn name + '/' + order"],
  ],
  leaves: [
    ['js', 'return n + i * 2'],
    ['py', "return name + '.'"],
    ['js', 'return name - order'],
  ],
})
