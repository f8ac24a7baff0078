import { exactly, isValueUse, type Operator, type Variant } from '../operator.js'
import type { Term } from '../term.js'

/** Another text: those of the function, empty, a blank, other case, without a part of it. */
export const stringLiteral: Operator = {
  name: 'string-literal',
  says: 'The text is wrong',
  forms: ['string', 'number'],
  least: 2.2,
  *variants({ term, home }) {
    if (term.form === 'number') {
      if (/^'[^'\\]'$/.test(term.text)) yield* characters(term, home.numbers)
      return
    }
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

/** What a character is easily taken for, beside those of the function. */
const likeCharacters = [' ', ',', '.', '-', '_', '/', '0', '1']

function* characters(term: Term, numbers: readonly string[]): Generator<Variant> {
  const letter = term.text.slice(1, -1)
  const turned = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
  if (turned !== letter && turned.length === 1) yield exactly(term, `'${turned}'`, 2.2)
  const own = numbers.filter((one) => one.startsWith("'"))
  for (const other of new Set([...own, ...likeCharacters.map((one) => `'${one}'`)]))
    if (other !== term.text) yield exactly(term, other, own.includes(other) ? 2.4 : 2.8)
}

function* spelled(text: string): Generator<readonly [string, number]> {
  yield [text.trim(), 2.2]
  yield [text === '' ? ' ' : '', 2.8]
  const first = text.charAt(0)
  yield [(first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase()) + text.slice(1), 2.6]
  const [lead, trail] = [/^ */.exec(text)?.[0] ?? '', / *$/.exec(text)?.[0] ?? '']
  yield [`${trail}${text.trim()}${lead}`, 2.4]
  yield [text + text.toUpperCase(), 3.2]
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
