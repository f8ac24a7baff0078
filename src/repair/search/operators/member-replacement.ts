import { exactly, type Operator } from '../operator.js'
import { memberName, objectOf } from '../term.js'

/** Another member of the same thing: `order.tax` for `order.total`. */
export const memberReplacement: Operator = {
  name: 'member-replacement',
  says: 'Another member was meant',
  forms: ['member'],
  least: 1.9,
  *variants({ term, home }) {
    const name = memberName(term)
    if (name === undefined || term.field === 'function') return
    const object = objectOf(term)?.text
    for (const one of home.members) {
      if (one.text === name.text) continue
      const isOfSame = one.term.parent !== undefined && objectOf(one.term.parent)?.text === object
      yield exactly(name, one.text, (isOfSame ? 1.9 : 2.4) + one.distance * 0.6)
    }
  },
}
