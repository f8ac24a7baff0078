import { instead, isValueUse, kindIn, kindOfNamed, type Operator, operand } from '../operator.js'
import { operatorOf } from '../term.js'

/** One summand, factor or rest more. */
export const arithmeticExtension: Operator = {
  name: 'arithmetic-extension',
  says: 'A part of the sum is missing',
  forms: ['name', 'call', 'subscript', 'member', 'arithmetic', 'number'],
  least: 3.1,
  *variants(spot) {
    const { term, names } = spot
    const kind = kindIn(spot)
    if (!isValueUse(term) || (kind !== undefined && kind !== 'number') || term.field === 'function') return
    if (/^(?:member|unary|expression-statement|pair)$/.test(term.parent?.form ?? '') && term.field === 'object') return
    const cost = 3.1 + (kind === undefined ? 0.9 : 0) + (term.form === 'number' ? 0.4 : 0)
    // On the left of a sum, products and sums read right without brackets.
    const summand =
      term.form === 'arithmetic' && /^(?:[-+*/%]|\/\/|\*\*)$/.test(operatorOf(term)?.type ?? '')
        ? term.text
        : operand(term)
    for (const name of names.slice(0, 10)) {
      if (name === term.text || kindOfNamed(spot, name) !== 'number') continue
      yield instead(term, `${summand} - ${name}`, cost)
      yield instead(term, `${summand} + ${name}`, cost)
      yield instead(term, `${operand(term)} * ${name}`, cost + 0.5)
      yield instead(term, `${operand(term)} % ${name}`, cost + 0.9)
    }
    if (term.form === 'name' || term.form === 'subscript')
      yield instead(term, `${term.text} * ${term.text}`, cost + 0.4)
    yield instead(term, `${operand(term)} / 2`, cost + 0.5)
    yield instead(term, `${operand(term)} * 2`, cost + 0.5)
  },
}
