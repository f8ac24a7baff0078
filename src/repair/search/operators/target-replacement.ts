import { isCompatible } from '../kinds.js'
import { exactly, isTarget, kindIn, kindOfNamed, type Operator } from '../operator.js'
import { part } from '../term.js'

/** Another variable, element or member is written to. */
export const targetReplacement: Operator = {
  name: 'target-replacement',
  says: 'The value goes to the wrong place',
  forms: ['name', 'member', 'subscript'],
  least: 2.8,
  *variants(spot) {
    const { term, home, names, table } = spot
    if (!isTarget(term) || (term.parent?.form !== 'assignment' && term.parent?.form !== 'augmented')) return
    const kind = kindIn(spot) ?? (table.isStrict === true ? kindIn(spot, part(term.parent, 'right')) : undefined)
    for (const name of names)
      if (name !== term.text && isCompatible(kind, kindOfNamed(spot, name)))
        yield exactly(term, name, term.form === 'name' ? 2.8 : 3.6)
    for (const one of home.expressions) {
      if ((one.term.form !== 'member' && one.term.form !== 'subscript') || one.text === term.text || one.distance > 0)
        continue
      if (home.file.scopes.fits(one.term, term)) yield exactly(term, one.text, 3.1)
    }
  },
}
