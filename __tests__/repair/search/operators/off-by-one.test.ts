import { offByOne } from '../../../../src/repair/search/operators/off-by-one.js'
import { holds } from './holds.js'

holds(offByOne, {
  gives: [
    ['py', 'return xs[i]', 'return xs[i + 1]'],
    ['js', 'return xs.slice(1)', 'return xs.slice(2)'],
    ['py', 'return xs[i:]', 'return xs[i:-1]'],
    ['py', 'return range(n)', 'return range(n - 1)'],
    ['js', 'return n * 2', 'return n * 3'],
    ['py', 'return xs[-1]', 'return xs[-2]'],
  ],
  leaves: [
    ['js', "return 'a'"],
    ['py', 'return None'],
    ['js', 'return [true]'],
  ],
})
