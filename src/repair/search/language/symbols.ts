import type { Table } from './table.js'

/** What languages that come from C write alike. */
export const symbols = {
  arithmetic: {
    '+': ['-', '*'],
    '-': ['+', '*', '/'],
    '*': ['/', '+', '-'],
    '/': ['*', '%', '-'],
    '%': ['/', '*'],
    '^': ['&', '|'],
    '&': ['|', '^'],
    '|': ['&', '^'],
    '<<': ['>>'],
    '>>': ['<<'],
  },
  augmented: {
    '+=': ['-=', '=', '*='],
    '-=': ['+=', '='],
    '*=': ['+=', '/='],
    '/=': ['*=', '%='],
    '%=': ['/='],
    '^=': ['&=', '|='],
    '&=': ['|=', '^='],
    '|=': ['&=', '^='],
  },
  comparisons: ['<', '<=', '>', '>=', '==', '!='],
  connectives: ['&&', '||'],
  negations: { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' },
  not: '!{0}',
  and: '&&',
  or: '||',
  true: 'true',
  false: 'false',
  equal: '==',
  unequal: '!=',
} as const satisfies Partial<Table>
