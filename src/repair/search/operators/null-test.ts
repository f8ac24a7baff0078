import { fill } from '../language/table.js'
import { exactly, instead, type Operator, operand } from '../operator.js'
import { operatorOf, ungrouped } from '../term.js'

const loose: Readonly<Record<string, string>> = { '===': '==', '!==': '!=', '==': '===', '!=': '!==' }

/** "Is nothing there" for "is it empty", and the other way round; strict for loose equality. */
export const nullTest: Operator = {
  name: 'null-test',
  says: 'Nothing and empty are mixed up',
  forms: ['comparison', 'not', 'name', 'member', 'call'],
  least: 1.9,
  *variants({ term, table }) {
    if (term.form === 'comparison') {
      const token = operatorOf(term)
      const [left, right] = term.parts
      if (token === undefined || left === undefined || right === undefined) return
      const isNegative = /!|not/.test(token.type)
      if (right.form === 'null') yield instead(term, isNegative ? left.text : fill(table.not, operand(left)), 2)
      const other = table.equal === '===' && Object.hasOwn(loose, token.type) ? loose[token.type] : undefined
      if (other !== undefined) yield exactly(token, other, right.form === 'null' ? 1.9 : 3)
      return
    }
    if (term.form === 'not') {
      const inner = term.parts[0]
      if (inner !== undefined && /^(?:name|member|subscript|call)$/.test(ungrouped(inner).form))
        yield instead(term, fill(table.isNull, ungrouped(inner).text), 2.2)
      return
    }
    const isCondition = term.field === 'condition' || term.parent?.form === 'boolean' || term.parent?.form === 'filter'
    const isGrouped = term.parent?.form === 'group' && term.parent.field === 'condition'
    if (isCondition || isGrouped) yield instead(term, fill(table.isNotNull, term.text), 2.4)
  },
}
