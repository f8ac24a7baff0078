import { isCompatible } from '../kinds.js'
import { exchanged, isPackage, kindIn, type Operator, type Spot, type Variant } from '../operator.js'
import { argumentsOf, calleeOf, objectOf, type Term } from '../term.js'

/** Arguments, elements of a list or indexes the wrong way round; what is asked, and what it is asked about. */
export const swapArguments: Operator = {
  name: 'swap-arguments',
  says: 'Two are the wrong way round',
  forms: ['call', 'new', 'list', 'tuple', 'subscript'],
  least: 1.6,
  *variants(spot) {
    const { term, table } = spot
    const isCall = term.form === 'call' || term.form === 'new'
    const parts = partsOf(term).slice(0, 8)
    for (const [index, one] of parts.entries()) {
      for (const [away, other] of parts.slice(index + 1).entries()) {
        if (one.form === 'keyword' || other.form === 'keyword' || one.text === other.text || away > 2) continue
        if (table.isStrict === true && !isCompatible(kindIn(spot, one), kindIn(spot, other))) continue
        yield exchanged(one, other, (isCall ? 1.6 : 2.3) + away * 0.8)
      }
    }
    if (isCall) yield* turned(spot)
  },
}

function partsOf(term: Term): readonly Term[] {
  if (term.form === 'subscript') {
    // `grid[x][y]` for `grid[y][x]`.
    const outer = term.parts[0]?.form === 'subscript' ? term.parts[0].parts.slice(1) : []
    return [...outer, ...term.parts.slice(1)]
  }
  return term.form === 'call' || term.form === 'new' ? argumentsOf(term) : term.parts
}

/** `b.includes(a)` for `a.includes(b)`. */
function* turned(spot: Spot): Generator<Variant> {
  const call = spot.term
  const callee = calleeOf(call)
  const object = callee?.form === 'member' ? objectOf(callee) : undefined
  const [given, ...more] = argumentsOf(call)
  if (object === undefined || given === undefined || more.length > 0 || object.text === given.text) return
  if (/^(?:this|self|Math|Object|Number|JSON|Array|math|re|os|json)$/.test(object.text)) return
  if (
    spot.table.isStrict === true &&
    (isPackage(spot, object) || !isCompatible(kindIn(spot, object), kindIn(spot, given)))
  )
    return
  const isPlain = /^(?:name|member|subscript|call|string)$/
  if (isPlain.test(given.form) && isPlain.test(object.form)) yield exchanged(object, given, 2.3)
}
