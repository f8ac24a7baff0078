import { fill } from '../language/table.js'
import { exactly, isValueUse, kindIn, kindOfNamed, type Operator } from '../operator.js'
import { part } from '../term.js'

/** Never under, or never over: `max(0, x)`. */
export const clamp: Operator = {
  name: 'clamp',
  says: 'The value must stay within a bound',
  forms: ['name', 'call', 'member', 'subscript', 'arithmetic', 'unary'],
  least: 3.3,
  *variants(spot) {
    const { term, table, names } = spot
    const parent = term.parent
    if (
      !isValueUse(term) ||
      parent === undefined ||
      !/^(?:return|assignment|declarator|arguments|list|augmented|pair)$/.test(parent.form)
    )
      return
    const kind = kindIn(spot)
    if ((kind !== undefined && kind !== 'number') || term.field === 'function') return
    const target = part(parent, 'left')?.text
    const bounds = [
      ...(target === undefined ? [] : [target]),
      '0',
      '1',
      ...names.filter((name) => kindOfNamed(spot, name) === 'number').slice(0, 6),
    ]
    for (const bound of new Set(bounds)) {
      if (bound === term.text) continue
      for (const template of [table.maximum, table.minimum])
        yield exactly(term, fill(template, bound, term.text), 3.3 + (kind === undefined ? 0.6 : 0))
    }
  },
}
