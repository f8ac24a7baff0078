import { exactly, type Operator } from '../operator.js'
import { operatorOf } from '../term.js'

/** `==` for `!=`, `in` for `not in`, `<` for `>=`. */
export const comparisonNegation: Operator = {
  name: 'comparison-negation',
  says: 'The comparison says the opposite',
  forms: ['comparison'],
  least: 1.4,
  *variants({ term, table }) {
    const token = operatorOf(term)
    const opposite =
      token === undefined || !Object.hasOwn(table.negations, token.type) ? undefined : table.negations[token.type]
    if (token !== undefined && opposite !== undefined) yield exactly(token, opposite, /[<>]/.test(opposite) ? 1.6 : 1.4)
  },
}
