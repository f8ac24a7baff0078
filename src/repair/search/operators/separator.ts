import { instead, kindIn, type Operator } from '../operator.js'
import { operatorOf } from '../term.js'

const common = [' ', ', ', '.', '-', '_', '/', ':', ',']

/** Something between two texts that are joined: a key's parts, a name and its ending. */
export const separator: Operator = {
  name: 'separator',
  says: 'There must be something between the two',
  forms: ['arithmetic'],
  least: 3.2,
  *variants(spot) {
    const { term, home } = spot
    const [left, right] = term.parts
    if (operatorOf(term)?.type !== '+' || left === undefined || right === undefined) return
    const kinds = [kindIn(spot, left), kindIn(spot, right)]
    if (kinds.includes('number') || kinds.includes('list') || left.form === 'string' || right.form === 'string') return
    const isText = kinds.includes('text') ? 0 : 0.6
    const own = home.strings.filter((one) => one.text.length <= 4 && one.distance === 0).map((one) => one.text)
    const quote = spot.table.isStrict === true ? '"' : "'"
    for (const text of new Set([...own, ...common.map((one) => `${quote}${one}${quote}`)]))
      yield instead(term, `${left.text} + ${text} + ${right.text}`, 3.2 + isText + (own.includes(text) ? 0 : 0.4))
  },
}
