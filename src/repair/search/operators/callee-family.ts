import { exactly, type Operator } from '../operator.js'
import { calledName, memberName } from '../term.js'

/** A function that is easily taken for another: `min` for `max`, `floor` for `ceil`. */
export const calleeFamily: Operator = {
  name: 'callee-family',
  says: 'Another function of the same family was meant',
  forms: ['call', 'member'],
  least: 1.7,
  *variants({ term, table }) {
    if (term.form === 'member' && term.field === 'function') return
    const name = term.form === 'call' ? calledName(term) : memberName(term)
    if (name === undefined) return
    const seen = new Set([name.text])
    for (const family of table.families) {
      if (!family.includes(name.text)) continue
      for (const other of family) {
        if (!seen.has(other)) yield exactly(name, other, 1.7 + (family.length - 2) * 0.1)
        seen.add(other)
      }
    }
  },
}
