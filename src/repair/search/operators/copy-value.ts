import { isCollection } from '../kinds.js'
import { fill } from '../language/table.js'
import { exactly, kindIn, type Operator } from '../operator.js'

/** A copy is kept or changed, not the thing itself. */
export const copyValue: Operator = {
  name: 'copy-value',
  says: 'The original is changed where a copy was meant',
  forms: ['name', 'member', 'subscript'],
  least: 3,
  *variants(spot) {
    const { term, table } = spot
    const parent = term.parent
    const isTaken =
      (parent?.form === 'assignment' && term.field === 'right') ||
      (parent?.form === 'declarator' && term.field === 'value') ||
      parent?.form === 'arguments' ||
      parent?.form === 'return'
    const kind = kindIn(spot)
    if (
      !isTaken ||
      term.text === 'this' ||
      term.text === 'self' ||
      (kind !== undefined && !isCollection(kind)) ||
      kind === 'text'
    )
      return
    const cost =
      3 + (parent?.form === 'arguments' || parent?.form === 'return' ? 0.5 : 0) + (kind === undefined ? 0.8 : 0)
    for (const [index, template] of table.copies.entries())
      yield exactly(term, fill(template, term.text), cost + index * 0.3)
  },
}
