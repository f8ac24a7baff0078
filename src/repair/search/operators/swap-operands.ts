import { exchanged, type Operator } from '../operator.js'
import { operatorOf } from '../term.js'

/** `b - a` for `a - b`, and `b in a` for `a in b`. */
export const swapOperands: Operator = {
  name: 'swap-operands',
  says: 'The operands are the wrong way round',
  forms: ['arithmetic', 'comparison', 'boolean'],
  least: 2,
  *variants({ term }) {
    const token = operatorOf(term)?.type ?? ''
    const [left, right] = term.parts
    if (left === undefined || right === undefined || left.text === right.text) return
    // Where a comparison is turned round by its operator, comparison-direction does it.
    if (/^[<>]|^[=!]=|^[*&|^]$|^is/.test(token)) return
    const needsBrackets = [left, right].some((one) => one.form === term.form && term.form === 'arithmetic')
    if (!needsBrackets) yield exchanged(left, right, /^[-/%]/.test(token) ? 2 : 2.4)
    else
      yield {
        changes: [{ start: term.start, end: term.end, text: `${wrap(right.text)} ${token} ${wrap(left.text)}` }],
        cost: 2.4,
      }
  },
}

function wrap(text: string): string {
  return /^[\w.]+$/.test(text) ? text : `(${text})`
}
