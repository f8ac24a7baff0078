import { conditionReplacement } from '../../../../src/repair/search/operators/condition-replacement.js'
import { holds } from './holds.js'

holds(conditionReplacement, {
  gives: [
    ['py', 'if n > 0:\n    go()\nif i > 0:\n    go()', 'if i > 0:\n    go()\nif i > 0:\n    go()'],
    ['py', 'while True:\n    n = n - 1', 'while n > 0:\n    n = n - 1'],
    ['js', 'if (n > i) return false\nreturn true', 'if (n > i) return false\nreturn n > i'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', 'return 1'],
  ],
})
