import { exactly, isTarget, kindIn, type Operator } from '../operator.js'
import { isInLoop, part } from '../term.js'

/** `+=` for `-=`, `=` for `+=`, `++` for `--`. */
export const augmentedOperator: Operator = {
  name: 'augmented-operator',
  says: 'The value is taken over in the wrong way',
  forms: ['augmented', 'assignment', 'update'],
  least: 1.4,
  *variants(spot) {
    const { term, table } = spot
    const token = term.tokens.find((one) => /=$|^\+\+$|^--$/.test(one.type))
    if (token === undefined || isTarget(term)) return
    if (term.form === 'update') yield exactly(token, token.type === '++' ? '--' : '++', 1.8)
    else if (term.form === 'augmented') {
      const others = Object.hasOwn(table.augmented, token.type) ? (table.augmented[token.type] ?? []) : []
      for (const [index, other] of others.entries()) yield exactly(token, other, 1.4 + index * 0.6)
    } else if (token.type === '=' && isKnownBefore(spot)) {
      const kind = kindIn(spot, part(term, 'right')) ?? kindIn(spot, part(term, 'left'))
      const isNumber = kind === 'number'
      if (table.isStrict === true && kind !== undefined && !isNumber && kind !== 'text') return
      const cost = (isInLoop(term) ? 2 : 2.8) + (isNumber ? 0 : 0.6)
      yield exactly(token, '+=', cost)
      if (isNumber) yield exactly(token, '-=', cost + 0.4)
    }
  },
}

function isKnownBefore({ term, names }: Parameters<Operator['variants']>[0]): boolean {
  const left = part(term, 'left')
  if (left === undefined) return false
  return left.form === 'member' || left.form === 'subscript' || names.includes(left.text)
}
