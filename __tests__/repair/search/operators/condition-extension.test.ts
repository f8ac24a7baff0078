import { conditionExtension } from '../../../../src/repair/search/operators/condition-extension.js'
import { holds } from './holds.js'

holds(conditionExtension, {
  gives: [
    ['js', 'if (n === 1) go()\nreturn i > 2', 'if (n === 1) go()\nreturn i > 2 && n !== 1'],
    ['js', 'if (order.lines > n) go()', 'if (order != null && order.lines > n) go()'],
    ['py', 'if n > 0:\n    go()\nwhile xs:\n    go()', 'if n > 0:\n    go()\nwhile xs and n > 0:\n    go()'],
    ['py', 'if order.lines:\n    go()', 'if order is None or order.lines:\n    go()'],
  ],
  leaves: [
    ['js', 'return n + i'],
    ['py', 'go(n)'],
  ],
})
