import { partOfCollection } from '../../../../src/repair/search/operators/part-of-collection.js'
import { holds } from './holds.js'

holds(partOfCollection, {
  gives: [
    ['py', 'for x in xs:\n    go(x)', 'for x in xs[1:]:\n    go(x)'],
    ['js', 'return xs.map(String)', 'return xs.map(String).slice(1)'],
    ['py', 'return sorted(xs)', 'return sorted(xs)[::-1]'],
    ['py', 'return sorted(xs)', 'return sorted(xs)[0]'],
  ],
  leaves: [
    ['js', 'return n + 1'],
    ['py', 'xs.sort()'],
  ],
})
