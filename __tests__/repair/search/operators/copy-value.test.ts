import { copyValue } from '../../../../src/repair/search/operators/copy-value.js'
import { holds } from './holds.js'

holds(copyValue, {
  gives: [
    ['js', 'const a = xs', 'const a = [...xs]'],
    ['py', 'a = xs', 'a = list(xs)'],
    ['py', 'a = xs', 'a = xs.copy()'],
  ],
  leaves: [
    ['js', 'const a = 1'],
    ['py', 'xs.sort()'],
  ],
})
