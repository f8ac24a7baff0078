import { exactly, type Operator } from '../operator.js'

/** `true` for `false`. */
export const booleanLiteral: Operator = {
  name: 'boolean-literal',
  says: 'The truth value is wrong',
  forms: ['true', 'false'],
  least: 1,
  *variants({ term, table }) {
    yield exactly(term, term.form === 'true' ? table.false : table.true, 1)
  },
}
