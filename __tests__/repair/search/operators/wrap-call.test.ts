import { wrapCall } from '../../../../src/repair/search/operators/wrap-call.js'
import { holds } from './holds.js'

holds(wrapCall, {
  gives: [
    ['py', 'return set(xs)', 'return sorted(set(xs))'],
    ['js', 'return n / 2', 'return Math.floor(n / 2)'],
    ['py', 'return n * 1.5', 'return round(n * 1.5)'],
    ['js', 'return go(name)', 'return go(name.trim())'],
  ],
  leaves: [
    ['js', 'go()'],
    ['py', 'return None'],
  ],
})
