import { isCollection } from '../kinds.js'
import { fill } from '../language/table.js'
import { exactly, isValueUse, kindIn, kindOfNamed, type Operator, tightened } from '../operator.js'

/** Two collections, one after the other. */
export const concatenation: Operator = {
  name: 'concatenation',
  says: 'Something is left out',
  forms: ['name', 'call', 'subscript', 'comprehension', 'list', 'member', 'arithmetic'],
  least: 3.5,
  *variants(spot) {
    const { term, table, names } = spot
    if (!isValueUse(term) || !/^(?:return|assignment|declarator|arguments)$/.test(term.parent?.form ?? '')) return
    const kind = kindIn(spot)
    if ((kind !== undefined && !isCollection(kind)) || kind === 'mapping' || term.field === 'function') return
    for (const name of names.slice(0, 10)) {
      const other = kindOfNamed(spot, name)
      if (name === term.text || !isCollection(other) || other === 'mapping') continue
      const cost = 3.5 + (kind === undefined ? 0.8 : 0)
      yield exactly(term, fill(table.concatenation, name, tightened(term.text)), cost)
      yield exactly(term, fill(table.concatenation, tightened(term.text), name), cost)
    }
  },
}
