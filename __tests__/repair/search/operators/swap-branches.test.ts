import { swapBranches } from '../../../../src/repair/search/operators/swap-branches.js'
import { holds } from './holds.js'

holds(swapBranches, {
  gives: [
    ['js', 'return n ? i : name', 'return n ? name : i'],
    ['py', 'return i if n else name', 'return name if n else i'],
  ],
  leaves: [
    ['js', 'return n ? i : i'],
    ['py', 'return n'],
  ],
})
