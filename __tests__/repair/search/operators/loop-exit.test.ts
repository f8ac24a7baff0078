import { loopExit } from '../../../../src/repair/search/operators/loop-exit.js'
import { holds } from './holds.js'

holds(loopExit, {
  gives: [
    ['js', 'for (;;) { break }', 'for (;;) { continue }'],
    ['py', 'for x in xs:\n    continue', 'for x in xs:\n    break'],
    ['py', 'if n:\n    go()\nelif i:\n    go()', 'if n:\n    go()\nif i:\n    go()'],
  ],
  leaves: [
    ['js', 'return n'],
    ['py', 'go()'],
  ],
})
