import { isCollection } from '../kinds.js'
import { fill } from '../language/table.js'
import { instead, isValueUse, kindIn, kindOfNamed, type Operator, operand } from '../operator.js'

/** A part of a collection, or one element of it, where the whole stands. */
export const partOfCollection: Operator = {
  name: 'part-of-collection',
  says: 'Only a part of it was meant',
  forms: ['name', 'call', 'member', 'subscript', 'comprehension'],
  least: 2.9,
  *variants(spot) {
    const { term, table, names } = spot
    const parent = term.parent?.form
    const kind = kindIn(spot)
    if (!isValueUse(term) || parent === 'member' || parent === 'subscript' || parent === 'expression-statement') return
    if (term.field === 'function' || (kind !== undefined && !isCollection(kind)) || kind === 'mapping') return
    // Leaving out the first or last of what is gone through, or was chosen, mends a test by luck more often than not.
    const isWalked = term.form === 'comprehension' || term.parent?.form === 'for-each' || term.parent?.form === 'clause'
    const cost = (kind === undefined ? 1 : 0) + (isWalked ? 0.6 : 0)
    const whole = operand(term)
    yield instead(term, fill(table.sliceFrom, whole, '1'), 2.9 + cost)
    yield instead(
      term,
      fill(table.sliceTo, whole, table.isStrict === true ? `${fill(table.length, whole)} - 1` : '-1'),
      3 + cost,
    )
    yield instead(term, fill(table.reversed, whole), 3.2 + cost)
    yield instead(term, `${whole}[0]`, 3.7 + cost)
    yield instead(term, fill(table.last, whole), 3.7 + cost)
    for (const name of names.slice(0, 10)) {
      if (name === term.text || kindOfNamed(spot, name) !== 'number') continue
      yield instead(term, fill(table.sliceFrom, whole, name), 3.3 + cost)
      yield instead(term, fill(table.sliceTo, whole, name), 3.3 + cost)
      yield instead(term, `${whole}[${name}]`, 3.7 + cost)
    }
  },
}
