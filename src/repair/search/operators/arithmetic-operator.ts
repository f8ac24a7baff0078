import { exactly, kindIn, type Operator } from '../operator.js'
import { operatorOf } from '../term.js'

/** `+` for `-`, `/` for `//`. */
export const arithmeticOperator: Operator = {
  name: 'arithmetic-operator',
  says: 'The wrong operator',
  forms: ['arithmetic'],
  least: 1.4,
  *variants(spot) {
    const token = operatorOf(spot.term)
    if (token === undefined || !Object.hasOwn(spot.table.arithmetic, token.type)) return
    // Texts and lists are joined with `+` and with nothing else.
    if (
      token.type === '+' &&
      spot.term.parts.some((one) => /^(?:text|list|mapping|collection)$/.test(kindIn(spot, one) ?? ''))
    )
      return
    for (const [index, other] of (spot.table.arithmetic[token.type] ?? []).entries())
      yield exactly(token, other, 1.4 + index * 0.6)
  },
}
