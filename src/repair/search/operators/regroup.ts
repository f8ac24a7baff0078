import { exactly, type Operator } from '../operator.js'
import { operatorOf } from '../term.js'

/** `a * (b + c)` for `a * b + c`, and the other way round. */
export const regroup: Operator = {
  name: 'regroup',
  says: 'The brackets are in the wrong place',
  forms: ['arithmetic', 'boolean'],
  least: 2.3,
  *variants({ term }) {
    const operator = operatorOf(term)?.type
    const [left, right] = term.parts
    if (left === undefined || right === undefined || operator === undefined) return
    if (left.form === term.form) {
      const [one, two] = left.parts
      const inner = operatorOf(left)?.type
      if (one !== undefined && two !== undefined && inner !== undefined && (inner !== operator || /[-/]/.test(inner)))
        yield exactly(term, `${one.text} ${inner} (${two.text} ${operator} ${right.text})`, 2.3)
    }
    if (right.form === term.form) {
      const [one, two] = right.parts
      const inner = operatorOf(right)?.type
      if (one !== undefined && two !== undefined && inner !== undefined && inner !== operator)
        yield exactly(term, `(${left.text} ${operator} ${one.text}) ${inner} ${two.text}`, 2.3)
    }
    for (const side of [left, right])
      if (side.form === 'group' && side.parts[0]?.form === term.form) yield exactly(side, side.parts[0].text, 2.5)
  },
}
