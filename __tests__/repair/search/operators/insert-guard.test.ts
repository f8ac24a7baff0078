import { insertGuard } from '../../../../src/repair/search/operators/insert-guard.js'
import { holds } from './holds.js'

holds(insertGuard, {
  gives: [
    ['js', 'return order.lines', 'if (order == null) {\n  return null;\n}\nreturn order.lines'],
    ['py', 'return xs[0]', 'if not xs:\n    return 0\nreturn xs[0]'],
    ['py', 'for x in xs:\n    go(x.name)', 'for x in xs:\n    if x is None:\n        continue\n    go(x.name)'],
  ],
  leaves: [
    ['js', 'const go = n => n'],
    ['py', '"""What it does"""'],
  ],
})
