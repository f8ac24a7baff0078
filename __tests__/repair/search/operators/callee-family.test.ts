import { calleeFamily } from '../../../../src/repair/search/operators/callee-family.js'
import { holds } from './holds.js'

holds(calleeFamily, {
  gives: [
    ['js', 'return Math.min(n, i)', 'return Math.max(n, i)'],
    ['js', 'return xs.some(Boolean)', 'return xs.every(Boolean)'],
    ['py', 'return any(xs)', 'return all(xs)'],
    ['py', 'return name.lower()', 'return name.upper()'],
    ['js', 'return xs.length', 'return xs.size'],
  ],
  leaves: [
    ['js', 'return go(n)'],
    ['py', 'return order.total'],
  ],
})
