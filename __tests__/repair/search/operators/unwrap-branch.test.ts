import { unwrapBranch } from '../../../../src/repair/search/operators/unwrap-branch.js'
import { holds } from './holds.js'

holds(unwrapBranch, {
  gives: [
    ['js', 'if (n) {\n  go()\n}', 'go()'],
    ['py', 'if n:\n    go()\n    stay()', 'go()\nstay()'],
    ['js', 'return n ? i : name', 'return i'],
  ],
  leaves: [
    ['js', 'if (n) {\n  return i\n}'],
    ['py', 'if n:\n    go()\nelse:\n    stay()'],
  ],
})
