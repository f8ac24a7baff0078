import { booleanOperator } from '../../../../src/repair/search/operators/boolean-operator.js'
import { holds } from './holds.js'

holds(booleanOperator, {
  gives: [
    ['js', 'return n && i && name', 'return n || i || name'],
    ['js', 'return n && i', 'return n || i'],
    ['js', 'return n || i', 'return n ?? i'],
    ['js', 'return n ?? i', 'return n || i'],
    ['py', 'return n and i', 'return n or i'],
  ],
  leaves: [
    ['py', 'return not n'],
    ['js', 'return n & i'],
  ],
})
