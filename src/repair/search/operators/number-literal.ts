import { instead, isValueUse, type Operator } from '../operator.js'

/** Another number: nought, one, those of the function, twice, half, ten times. */
export const numberLiteral: Operator = {
  name: 'number-literal',
  says: 'The number is wrong',
  forms: ['number'],
  least: 2.4,
  *variants({ term, home }) {
    // A character is written like no number.
    if (!isValueUse(term) || term.text.startsWith("'")) return
    for (const other of new Set(['0', '1', '2', ...home.numbers.filter((one) => !one.startsWith("'"))]))
      if (other !== term.text) yield instead(term, other, 2.4)
    yield instead(term, '-1', 2.8)
    if (!/^\d{1,9}$/.test(term.text)) return
    const value = Number(term.text)
    if (value === 0) return
    yield instead(term, `-${term.text}`, 2.8)
    for (const other of [value * 2, value / 2, value * 10, value / 10, value + 2])
      if (Number.isInteger(other)) yield instead(term, String(other), 3)
  },
}
