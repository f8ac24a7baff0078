import { regroup } from '../../../../src/repair/search/operators/regroup.js'
import { holds } from './holds.js'

holds(regroup, {
  gives: [
    ['js', 'return n * i + 2', 'return n * (i + 2)'],
    ['py', 'return n * (i + 2)', 'return n * i + 2'],
    ['js', 'return n + i * 2', 'return (n + i) * 2'],
  ],
  leaves: [
    ['js', 'return n + i + 2'],
    ['py', 'return n + i'],
  ],
})
