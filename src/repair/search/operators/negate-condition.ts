import { conditionsOf } from '../conditions.js'
import { fill } from '../language/table.js'
import { exactly, instead, type Operator } from '../operator.js'
import { ungrouped } from '../term.js'

/** The opposite of a condition, of one part of it, or of a truth that is returned. */
export const negateCondition: Operator = {
  name: 'negate-condition',
  says: 'The condition says the opposite',
  forms: ['not', 'boolean', 'call', 'name', 'member', 'subscript', 'group'],
  least: 1.3,
  *variants(spot) {
    const { term, table } = spot
    const inner = term.parts[0]
    if (term.form === 'not' && inner !== undefined) {
      yield instead(term, ungrouped(inner).text, 1.3)
      return
    }
    if (term.form === 'group') return
    const isPart = term.parent?.form === 'boolean'
    if (!isPart && !conditionsOf(term)) return
    const isPlain = /^(?:call|name|member|subscript)$/.test(term.form)
    yield exactly(term, fill(table.not, isPlain ? term.text : `(${term.text})`), isPart ? 2 : 1.7)
  },
}
