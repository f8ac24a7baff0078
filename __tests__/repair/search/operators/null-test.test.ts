import { nullTest } from '../../../../src/repair/search/operators/null-test.js'
import { holds } from './holds.js'

holds(nullTest, {
  gives: [
    ['js', 'return n === null', 'return !n'],
    ['js', 'return n == null', 'return n === null'],
    ['py', 'return n is not None', 'return n'],
    ['py', 'return not n', 'return n is None'],
    ['py', 'if n:\n    go()', 'if n is not None:\n    go()'],
  ],
  leaves: [
    ['js', 'return n + 1'],
    ['py', 'return n > 1'],
  ],
})
