import { defaultValue } from '../../../../src/repair/search/operators/default-value.js'
import { holds } from './holds.js'

holds(defaultValue, {
  gives: [
    ['js', 'return order.tax', 'return (order.tax ?? 0)'],
    ['py', 'return order[name]', 'return order.get(name, 0)'],
    ['js', 'return order[name] + 1', 'return (order[name] ?? 0) + 1'],
  ],
  leaves: [
    ['js', 'go()'],
    ['py', 'return 1'],
  ],
})
