import { swapArguments } from '../../../../src/repair/search/operators/swap-arguments.js'
import { holds } from './holds.js'

holds(swapArguments, {
  gives: [
    ['py', 'return xs[n][i]', 'return xs[i][n]'],
    ['js', 'return xs.includes(n)', 'return n.includes(xs)'],
    ['py', 'return xs[n, i]', 'return xs[i, n]'],
    ['js', 'return go(n, i)', 'return go(i, n)'],
    ['py', 'return [n, i]', 'return [i, n]'],
    ['py', 'return go(n, xs, i)', 'return go(i, xs, n)'],
  ],
  leaves: [
    ['js', 'return go(n)'],
    ['js', 'return Math.abs(n)'],
    ['py', 'return go(a=n, b=i)'],
  ],
})
