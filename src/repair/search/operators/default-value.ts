import { fill } from '../language/table.js'
import { exactly, instead, isTarget, isValueUse, kindIn, type Operator, tightened } from '../operator.js'
import { objectOf } from '../term.js'

/** A value to go on with where there is none. */
export const defaultValue: Operator = {
  name: 'default-value',
  says: 'It may be missing',
  forms: ['name', 'call', 'member', 'subscript'],
  least: 3,
  *variants(spot) {
    const { term, table } = spot
    if (
      isTarget(term) ||
      !isValueUse(term) ||
      term.field === 'function' ||
      term.parent?.form === 'expression-statement'
    )
      return
    const kind = kindIn(spot)
    const values =
      kind === 'number' ? ['0', '1'] : kind === 'text' ? ["''"] : kind === 'list' ? ['[]'] : ['0', '[]', "''", '{}']
    const isLookedUp = term.form === 'subscript' && !/^\d+$/.test(term.parts[1]?.text ?? '')
    const object = objectOf(term)
    const index = term.parts[1]
    for (const value of values) {
      if (isLookedUp && object !== undefined && index !== undefined && index.form !== 'slice')
        yield exactly(term, fill(table.lookUp, object.text, index.text, value), 3)
      for (const template of table.defaults) yield instead(term, tightened(fill(template, term.text, value)), 4.2)
    }
  },
}
