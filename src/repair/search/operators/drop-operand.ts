import { instead, type Operator } from '../operator.js'
import { operatorOf } from '../term.js'

/** `a` for `a + b` or `a and b`: one operand is too many. */
export const dropOperand: Operator = {
  name: 'drop-operand',
  says: 'One operand is too many',
  forms: ['arithmetic', 'boolean', 'unary'],
  least: 2,
  *variants({ term }) {
    const [left, right] = term.parts
    if (left === undefined) return
    if (term.form === 'unary') {
      if (/^-/.test(term.text)) yield instead(term, left.text, 2)
      return
    }
    yield instead(term, left.text, 2)
    if (right !== undefined) yield instead(term, right.text, 2.1)
    // Two at the end of a chain: `a + b` for `a + b + c + d`.
    const inner = left.form === term.form ? left.parts[0] : undefined
    if (inner !== undefined && operatorOf(left)?.type === operatorOf(term)?.type) yield instead(term, inner.text, 2.6)
  },
}
