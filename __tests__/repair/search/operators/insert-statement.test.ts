import { insertStatement } from '../../../../src/repair/search/operators/insert-statement.js'
import { holds } from './holds.js'

holds(insertStatement, {
  gives: [
    ['py', 'for x in xs:\n    n += 1\nreturn n', 'for x in xs:\n    n += 1\n    i += 1\nreturn n'],
    [
      'js',
      'let a = 0\nlet b = 1\nwhile (a < b) {\n  go()\n}',
      'let a = 0\nlet b = 1\nwhile (a < b) {\n  go()\n  a += 1;\n}',
    ],
  ],
  leaves: [['py', '"""What it does"""']],
})
