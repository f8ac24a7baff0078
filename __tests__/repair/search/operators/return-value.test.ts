import { returnValue } from '../../../../src/repair/search/operators/return-value.js'
import { holds } from './holds.js'

holds(returnValue, {
  gives: [
    ['js', 'return n > i', 'return !(n > i)'],
    ['py', 'return n + i', 'return n'],
    ['py', 'return n - i', 'return -(n - i)'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', 'return True'],
  ],
})
