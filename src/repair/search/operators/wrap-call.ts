import { isCollection, isCompatible } from '../kinds.js'
import { fill } from '../language/table.js'
import { exactly, instead, isValueUse, kindIn, type Operator, tightened } from '../operator.js'

/** The value goes through a function first: rounded, made a list, put in order. */
export const wrapCall: Operator = {
  name: 'wrap-call',
  says: 'The value must be converted first',
  forms: ['name', 'call', 'member', 'subscript', 'arithmetic', 'comprehension', 'list', 'string', 'template', 'unary'],
  least: 3.2,
  *variants(spot) {
    const { term, table, home } = spot
    const parent = term.parent?.form
    if (!isValueUse(term) || term.field === 'function' || parent === 'expression-statement' || parent === 'member')
      return
    const kind = kindIn(spot)
    for (const { template, of } of table.wrappers) {
      if (of === 'number' && kind !== undefined && kind !== 'number') continue
      if (of === 'collection' && kind !== undefined && !isCollection(kind)) continue
      if (template.startsWith('{0}.') ? term.form === 'string' : term.text.startsWith(template.slice(0, -4))) continue
      const isKnown = kind !== undefined && of !== 'any'
      const text = template.startsWith('{0}') ? tightened(term.text) : term.text
      yield instead(
        term,
        fill(template, text),
        3.6 + (isKnown ? 0 : 0.5) + (parent === 'return' || parent === 'arguments' ? -0.2 : 0),
      )
    }
    for (const name of home.file.scopes.callablesAt(term))
      if (table.isStrict !== true || isCompatible(kind, home.kinds.get(`${name}()`)))
        yield exactly(term, `${name}(${term.text})`, 3.4)
    if (table.isStrict === true) return
    if (parent === 'return' || parent === 'arguments' || parent === 'assignment' || parent === 'arithmetic')
      yield exactly(term, `[${term.text}]`, 3.5)
  },
}
