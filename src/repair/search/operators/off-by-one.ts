import { isIndexPlace } from '../kinds.js'
import { exactly, instead, isValueUse, kindIn, type Operator, operand, type Spot, type Variant } from '../operator.js'
import { operatorOf, type Term } from '../term.js'

/** Numbers and bounds that are one too many or one too few. */
export const offByOne: Operator = {
  name: 'off-by-one',
  says: 'One too many or one too few',
  forms: ['number', 'name', 'call', 'member', 'arithmetic', 'subscript', 'slice', 'unary'],
  least: 1.5,
  *variants(spot) {
    const { term, table } = spot
    if (term.form === 'slice') yield* openEnds(term)
    if (!isValueUse(term) || term.parent?.form === 'unary' || term.parent?.form === 'expression-statement') return
    const kind = kindIn(spot)
    if (kind !== undefined && kind !== 'number') return
    const cost = priceOf(spot) + (kind === undefined ? 1 : 0)
    if (term.form === 'number') yield* neighbours(term, cost, table.isStrict === true && isIndexPlace(term))
    else if (term.form !== 'unary' && !isBesideNumber(term)) yield* steps(term, cost)
    else if (/^- ?\d+$/.test(term.text)) {
      yield instead(term, String(Number(term.text.replace(' ', '')) - 1), cost)
      yield instead(term, String(Number(term.text.replace(' ', '')) + 1).replace('-0', '0'), cost)
    }
  },
}

/** `a + 1 > 3` says no more than `a > 2`: the number is moved instead. */
function isBesideNumber(term: Term): boolean {
  return term.parent?.form === 'comparison' && term.parent.parts.some((one) => one !== term && one.form === 'number')
}

function priceOf({ term }: Spot): number {
  if (isIndexPlace(term)) return 1.5
  switch (term.parent?.form) {
    case 'comparison':
      return 1.7
    case 'arguments':
      return 2
    case 'return':
      return 2.2
    case 'arithmetic':
      return term.form === 'number' ? 2 : 2.5
    default:
      return 2.3
  }
}

function* neighbours(term: Term, cost: number, isFromNought: boolean): Generator<Variant> {
  if (!/^\d{1,9}$/.test(term.text)) return
  const value = Number(term.text)
  yield instead(term, String(value + 1), cost)
  if (isFromNought && value === 0) return
  yield instead(term, String(value - 1), cost + (value === 0 ? 0.6 : 0))
}

function* steps(term: Term, cost: number): Generator<Variant> {
  const operator = term.form === 'arithmetic' ? operatorOf(term)?.type : undefined
  const isSum = operator === '+' || operator === '-'
  const base = isSum ? term.text : operand(term)
  // Where a step of one stands already, drop-operand and arithmetic-operator take it away or turn it round.
  const isStepped = isSum && /[+-] ?1$/.test(term.text)
  yield instead(term, `${base} + 1`, cost + (isStepped ? 0.8 : 0))
  yield instead(term, `${base} - 1`, cost + (isStepped ? 0.8 : 0))
}

/** `[:n]` for `[n:]`, and the last or first one left out. */
function* openEnds(term: Term): Generator<Variant> {
  if (/^[^:]+:$/.test(term.text)) yield exactly({ start: term.end, end: term.end }, '-1', 2.4)
  if (/^:[^:]+$/.test(term.text)) yield exactly({ start: term.start, end: term.start }, '1', 2.4)
}
