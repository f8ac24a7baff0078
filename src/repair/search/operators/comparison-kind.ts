import { fill } from '../language/table.js'
import { exactly, instead, type Operator, operand } from '../operator.js'
import { operatorOf } from '../term.js'

/** Another comparison altogether: `==` for `<=`, membership for equality, a bound moved with its operator. */
export const comparisonKind: Operator = {
  name: 'comparison-kind',
  says: 'Another comparison was meant',
  forms: ['comparison'],
  least: 2.1,
  *variants({ term, table }) {
    const token = operatorOf(term)
    const [left, right] = term.parts
    if (token === undefined || left === undefined || right === undefined) return
    const others = table.comparisons.filter((one) => one !== token.type && /^[<>]|^[=!]=+$/.test(one))
    if (!table.comparisons.includes(token.type)) {
      if (/^(?:not )?in$/.test(token.type)) yield exactly(token, token.type === 'in' ? table.equal : table.unequal, 2.6)
      return
    }
    const isStrict = token.type.length === 3
    for (const other of others) {
      // `==` beside `===` is a question of types: loose-equality asks it.
      if (/^[=!]==?$/.test(other) && (other.length === 3) !== (isStrict || table.equal.length === 3)) continue
      yield exactly(token, other, 2.1)
      if (/^\d{1,9}$/.test(right.text))
        for (const step of [1, -1])
          yield {
            changes: [
              { start: token.start, end: token.end, text: other },
              { start: right.start, end: right.end, text: String(Number(right.text) + step) },
            ],
            cost: 3.2,
          }
    }
    if (token.type === table.equal && /^(?:name|member|list|tuple)$/.test(right.form))
      yield instead(term, fill(table.contains, operand(right), operand(left)), 3)
    if (token.type === table.unequal && /^(?:name|member|list|tuple)$/.test(right.form))
      yield instead(term, fill(table.lacks, operand(right), operand(left)), 3)
  },
}
