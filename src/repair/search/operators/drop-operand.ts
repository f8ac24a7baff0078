import { instead, type Operator } from '../operator.js'

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
  },
}
