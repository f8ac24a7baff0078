import { negateCondition } from '../../../../src/repair/search/operators/negate-condition.js'
import { holds } from './holds.js'

holds(negateCondition, {
  gives: [
    ['js', 'if (n) go()', 'if (!n) go()'],
    ['js', 'return !n', 'return n'],
    ['py', 'return n and i', 'return not n and i'],
    ['py', 'return [x for x in xs if x]', 'return [x for x in xs if not x]'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', 'go(n)'],
  ],
})
