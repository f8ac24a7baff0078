import type { Ingredient } from '../home.js'
import { isCompatible } from '../kinds.js'
import { instead, isValueUse, kindIn, type Operator, type Spot, sizeOf } from '../operator.js'
import { namesOf } from '../scope.js'

/** An expression that the function or file has elsewhere; or a name for an expression. */
export const expressionReuse: Operator = {
  name: 'expression-reuse',
  says: 'Another expression of this code was meant',
  forms: [
    'name',
    'number',
    'call',
    'member',
    'subscript',
    'arithmetic',
    'comparison',
    'boolean',
    'conditional',
    'null',
    'list',
    'comprehension',
  ],
  least: 2.7,
  *variants(spot) {
    const { term, home, names } = spot
    if (!isValueUse(term) || term.field === 'function' || term.text === 'this' || term.text === 'self') return
    const kind = kindIn(spot)
    const isStatement = term.parent?.form === 'expression-statement'
    if (term.form !== 'name' && term.form !== 'number' && term.form !== 'null' && !isStatement)
      for (const name of names)
        if (isCompatible(kind, kindIn(spot, { ...term, form: 'name', text: name }))) yield instead(term, name, 2.9)
    const own = namesOf(term)
    for (const one of home.expressions) {
      if (one.text === term.text || !isCompatible(kind, kindIn(spot, one.term))) continue
      if (!home.file.scopes.fits(one.term, term)) continue
      yield instead(term, one.text, priceOf(spot, one, own) + (isStatement ? 1 : 0))
    }
  },
}

function priceOf(spot: Spot, one: Ingredient, own: readonly string[]): number {
  const isKnown = kindIn(spot) !== undefined && kindIn(spot, one.term) !== undefined
  const shares = own.some((name) => one.names.includes(name))
  return 2.9 + (isKnown ? 0 : 0.4) + 0.05 * sizeOf(one.term) - (shares ? 0.3 : 0) + one.distance * 0.8
}
