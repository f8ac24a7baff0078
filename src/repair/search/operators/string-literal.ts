import { exactly, isValueUse, type Operator } from '../operator.js'

/** Another text: those of the function, empty, a blank, other case, without a part of it. */
export const stringLiteral: Operator = {
  name: 'string-literal',
  says: 'The text is wrong',
  forms: ['string'],
  least: 2.2,
  *variants({ term, home }) {
    if (!isValueUse(term) && term.parent?.form !== 'dictionary' && term.field !== 'key') return
    const quoted = /^(["'])([^"'\\\n]{0,200})\1$/.exec(term.text)
    for (const other of home.strings)
      if (other.text !== term.text) yield exactly(term, other.text, 2.4 + other.distance)
    if (quoted === null) return
    const quote = quoted[1] ?? "'"
    const inside = quoted[2] ?? ''
    for (const [other, cost] of spelled(inside))
      if (other !== inside) yield exactly(term, `${quote}${other}${quote}`, cost)
  },
}

function* spelled(text: string): Generator<readonly [string, number]> {
  yield [text.trim(), 2.2]
  yield [text === '' ? ' ' : '', 2.8]
  yield [text.toUpperCase(), 3]
  yield [text.toLowerCase(), 3]
  yield [`${text} `, 3.2]
  yield [` ${text}`, 3.2]
  yield [` ${text} `, 3.6]
  if (text.length > 1 && text.length < 40) {
    yield [text.slice(1), 2.8]
    yield [text.slice(0, -1), 2.7]
  }
}
