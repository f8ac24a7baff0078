import { atomsAt } from '../conditions.js'
import { exactly, type Operator } from '../operator.js'
import { part } from '../term.js'

/** A filter that is missing, or too much. */
export const comprehensionFilter: Operator = {
  name: 'comprehension-filter',
  says: 'The wrong ones are left out',
  forms: ['filter', 'clause'],
  least: 2.8,
  *variants(spot) {
    const { term, home } = spot
    if (term.form === 'filter') {
      const before = home.file.parsed.text.charAt(term.start - 1) === ' ' ? 1 : 0
      yield exactly({ start: term.start - before, end: term.end }, '', 2.8)
      return
    }
    const comprehension = term.parent
    if (comprehension === undefined || comprehension.parts.some((one) => one.form === 'filter')) return
    const name = part(term, 'left')?.text ?? ''
    const inside = { ...spot, names: [...new Set([name, ...home.file.scopes.valuesAt(term)])] }
    for (const { text, cost } of atomsAt(inside))
      if (text.includes(name)) yield exactly({ start: term.end, end: term.end }, ` if ${text}`, 3.6 + cost)
  },
}
