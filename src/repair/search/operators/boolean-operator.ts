import { exactly, type Operator } from '../operator.js'

/** `and` for `or`, and `??` for `||`. */
export const booleanOperator: Operator = {
  name: 'boolean-operator',
  says: 'The conditions are joined in the wrong way',
  forms: ['boolean'],
  least: 1.2,
  *variants({ term, table }) {
    const token = term.tokens.find((one) => table.connectives.includes(one.type))
    if (token === undefined) return
    if (token.type !== table.or && token.type !== table.and) {
      yield exactly(token, table.or, 1.6)
      return
    }
    yield exactly(token, token.type === table.and ? table.or : table.and, 1.2)
    if (token.type === table.or && table.connectives.includes('??')) yield exactly(token, '??', 1.6)
  },
}
