import { isIndexPlace } from '../kinds.js'
import { exactly, instead, kindIn, type Operator, type Spot, type Variant } from '../operator.js'
import { objectOf } from '../term.js'

/** An element for a part, a part for an element, the other end of it. */
export const sliceBounds: Operator = {
  name: 'slice-bounds',
  says: 'The wrong part is taken',
  forms: ['subscript', 'slice', 'name', 'number', 'arithmetic'],
  least: 2.3,
  *variants(spot) {
    const { term, table } = spot
    if (term.form === 'slice') {
      const [one, two] = term.parts
      if (one !== undefined && two === undefined && /^:[^:]*$/.test(term.text)) yield exactly(term, `${one.text}:`, 2.3)
      if (one !== undefined && two === undefined && /^[^:]*:$/.test(term.text)) yield exactly(term, `:${one.text}`, 2.3)
      if (one !== undefined && two !== undefined) {
        yield exactly(term, `${one.text}:`, 2.8)
        yield exactly(term, `:${two.text}`, 2.8)
      }
    } else if (term.form === 'subscript') {
      const object = objectOf(term)
      if (object !== undefined && term.parent?.form !== 'subscript') yield instead(term, object.text, 3)
    } else if (isIndexPlace(term) && table.isFunctionScoped) yield* parts(spot)
  },
}

function* parts(spot: Spot): Generator<Variant> {
  const { term } = spot
  if (term.parent?.form !== 'subscript' || term.parent.parts[1] !== term) return
  const kind = kindIn(spot)
  if (kind !== undefined && kind !== 'number') return
  yield exactly(term, `${term.text}:`, 3.6)
  yield exactly(term, `:${term.text}`, 3.6)
}
