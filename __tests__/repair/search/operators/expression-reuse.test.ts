import { expressionReuse } from '../../../../src/repair/search/operators/expression-reuse.js'
import { holds } from './holds.js'

holds(expressionReuse, {
  gives: [
    ['js', 'const a = xs.length - 1\nreturn xs[n]', 'const a = xs.length - 1\nreturn xs[xs.length - 1]'],
    ['py', 'return go(n - i)', 'return go(n)'],
  ],
  leaves: [
    ['js', 'n = 1'],
    ['py', 'pass'],
  ],
})
