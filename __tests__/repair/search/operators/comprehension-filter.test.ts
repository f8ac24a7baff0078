import { comprehensionFilter } from '../../../../src/repair/search/operators/comprehension-filter.js'
import { holds } from './holds.js'

holds(comprehensionFilter, {
  gives: [
    ['py', 'return [x for x in xs if x]', 'return [x for x in xs]'],
    ['py', 'return [x for x in xs]', 'return [x for x in xs if x]'],
    ['py', 'return [x for x in xs]', 'return [x for x in xs if x is not None]'],
  ],
  leaves: [
    ['py', 'return xs'],
    ['js', 'return xs'],
  ],
})
