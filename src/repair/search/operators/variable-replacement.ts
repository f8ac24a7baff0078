import { editDistance } from '../../../nearest.js'
import { isCompatible } from '../kinds.js'
import {
  instead,
  isPackage,
  isValueUse,
  kindIn,
  kindOfNamed,
  type Operator,
  type Spot,
  type Variant,
} from '../operator.js'

/** Another name that is in scope. */
export const variableReplacement: Operator = {
  name: 'variable-replacement',
  says: 'Another value was meant',
  forms: ['name', 'number', 'true', 'false', 'null', 'string'],
  least: 1.7,
  *variants(spot) {
    const { term, names } = spot
    if (!isValueUse(term) || term.field === 'function' || /^(?:this|self|cls)$/.test(term.text)) return
    if (term.field === 'object' && isPackage(spot, term)) return
    const kind = kindIn(spot)
    for (const [index, name] of names.entries()) {
      const other = kindOfNamed(spot, name)
      if (name === term.text || /^(?:this|self|cls|_)$/.test(name) || !isCompatible(kind, other)) continue
      const isKnown = kind !== undefined && other !== undefined && other !== 'nothing'
      yield replaced(spot, name, priceOf(spot, name, isKnown) + Math.min(0.6, index * 0.04))
    }
  },
}

function priceOf({ term }: Spot, name: string, isKnown: boolean): number {
  if (term.form !== 'name') return term.form === 'string' || term.form === 'number' ? 3.2 : 3.4
  const isNear =
    term.text.length > 2 && name.length > 2 && (editDistance(term.text, name, 2) <= 2 || sharesWord(term.text, name))
  return (isKnown ? 2 : 2.3) - (isNear ? 0.3 : 0)
}

/** `start_date` and `end_date`, `unitPrice` and `unitCount`. */
function sharesWord(one: string, other: string): boolean {
  const words = (name: string): readonly string[] =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split('_')
  return words(one).some((word) => word.length > 2 && words(other).includes(word))
}

/** In an object, `{ a }` stands for `{ a: a }`: its key stays. */
function replaced({ term }: Spot, name: string, cost: number): Variant {
  if (term.parent?.form === 'dictionary' && term.form === 'name') return instead(term, `${term.text}: ${name}`, cost)
  return instead(term, name, cost)
}
