import { concatenation } from '../../../../src/repair/search/operators/concatenation.js'
import { holds } from './holds.js'

holds(concatenation, {
  gives: [
    ['py', 'ys = [1]\nzs = [2]\nreturn ys', 'ys = [1]\nzs = [2]\nreturn ys + zs'],
    ['js', 'const ys = [1]\nconst zs = [2]\nreturn ys', 'const ys = [1]\nconst zs = [2]\nreturn zs.concat(ys)'],
  ],
  leaves: [
    ['js', 'return n + 1'],
    ['py', 'return order'],
  ],
})
