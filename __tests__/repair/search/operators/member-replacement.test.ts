import { memberReplacement } from '../../../../src/repair/search/operators/member-replacement.js'
import { holds } from './holds.js'

holds(memberReplacement, {
  gives: [
    ['js', 'return order.tax + order.total', 'return order.total + order.total'],
    ['py', 'return order.tax + name.rate', 'return order.rate + name.rate'],
  ],
  leaves: [
    ['js', 'return order.tax'],
    ['py', 'return go(n)'],
  ],
})
