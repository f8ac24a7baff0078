import { atomsAt, conditionsOf, dereferenced } from '../conditions.js'
import { fill } from '../language/table.js'
import { exactly, type Operator, type Spot, type Variant } from '../operator.js'
import type { Term } from '../term.js'

/** One condition more, before or after: first whether there is anything to ask at all. */
export const conditionExtension: Operator = {
  name: 'condition-extension',
  says: 'The condition leaves a case out',
  forms: ['comparison', 'boolean', 'not', 'name', 'call', 'member', 'subscript'],
  least: 2.4,
  *variants(spot) {
    if (!conditionsOf(spot.term) && !isReturnedTruth(spot.term)) return
    yield* guards(spot)
    const { term, table } = spot
    const own = joined(term.form === 'boolean', term.text)
    for (const { text, cost } of atomsAt(spot)) {
      if (term.text.includes(text)) continue
      const isBefore = dereferenced(term).some((one) => text.includes(one))
      for (const word of [table.or, table.and]) {
        yield exactly(term, `${own} ${word} ${text}`, 3.2 + cost + (isBefore ? 0.3 : 0))
        yield exactly(term, `${text} ${word} ${own}`, 3.5 + cost - (isBefore ? 0.3 : 0))
      }
    }
  },
}

/** What a predicate returns is a condition too. */
function isReturnedTruth(term: Term): boolean {
  return term.parent?.form === 'return' && /^(?:comparison|boolean|not)$/.test(term.form)
}

function* guards({ term, table }: Spot): Generator<Variant> {
  const own = joined(term.form === 'boolean', term.text)
  for (const value of dereferenced(term)) {
    if (term.text.includes(fill(table.isNotNull, value))) continue
    yield exactly(term, `${fill(table.isNull, value)} ${table.or} ${own}`, 2.5)
    yield exactly(term, `${fill(table.isNotNull, value)} ${table.and} ${own}`, 2.4)
    if (table.isStrict === true) continue
    yield exactly(term, `${value} ${table.and} ${own}`, 2.8)
    yield exactly(term, `${fill(table.not, value)} ${table.or} ${own}`, 2.7)
  }
}

function joined(isJoined: boolean, text: string): string {
  return isJoined ? `(${text})` : text
}
