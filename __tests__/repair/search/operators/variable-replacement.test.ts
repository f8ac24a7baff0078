import { variableReplacement } from '../../../../src/repair/search/operators/variable-replacement.js'
import { holds } from './holds.js'

holds(variableReplacement, {
  gives: [
    ['js', 'return go(n)', 'return go(i)'],
    ['py', 'return xs[i]', 'return xs[n]'],
    ['js', 'return { n }', 'return { n: i }'],
    ['py', 'return n + 1', 'return n + i'],
  ],
  leaves: [
    ['py', 'import os'],
    ['js', 'this.go()'],
  ],
})
