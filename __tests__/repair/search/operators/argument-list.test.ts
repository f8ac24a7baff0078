import { argumentList } from '../../../../src/repair/search/operators/argument-list.js'
import { holds } from './holds.js'

holds(argumentList, {
  gives: [
    ['js', 'return Math.max(n)', 'return Math.max(n, i)'],
    ['py', 'return go(n, i)', 'return go(n)'],
    ['py', 'return range(n)', 'return range(i, n)'],
    ['js', 'return go(n)', 'return go(n, i)'],
    ['py', 'return sorted(xs)', 'return sorted(xs, reverse=True)'],
  ],
  leaves: [
    ['js', 'return n'],
    ['js', 'return xs.includes(n)'],
    ['py', 'return xs[n]'],
  ],
})
