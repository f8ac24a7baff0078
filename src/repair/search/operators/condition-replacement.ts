import { atomsAt, conditionsOf } from '../conditions.js'
import { exactly, type Operator } from '../operator.js'

/** Another condition altogether; a condition where a fixed truth is returned or looped on. */
export const conditionReplacement: Operator = {
  name: 'condition-replacement',
  says: 'Another condition was meant',
  forms: ['comparison', 'boolean', 'not', 'name', 'call', 'member', 'subscript', 'true', 'false'],
  least: 2.2,
  *variants(spot) {
    const { term } = spot
    const isFixed = term.form === 'true' || term.form === 'false'
    const isReturned = isFixed && term.parent?.form === 'return'
    if (!isReturned && !conditionsOf(term)) return
    const base = isReturned ? 2.6 : isFixed ? 2.2 : 3.2
    for (const { text, cost } of atomsAt(spot)) if (text !== term.text) yield exactly(term, text, base + cost)
  },
}
