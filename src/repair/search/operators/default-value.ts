import { nodeAtOffset } from '../../../syntax/tree.js'
import { isConstantTable } from '../../code/answers.js'
import { fill } from '../language/table.js'
import { exactly, instead, isTarget, isValueUse, kindIn, type Operator, type Spot, tightened } from '../operator.js'
import { objectOf, type Term } from '../term.js'

/** A value to go on with where there is none. */
export const defaultValue: Operator = {
  name: 'default-value',
  says: 'It may be missing',
  forms: ['name', 'call', 'member', 'subscript'],
  least: 3,
  *variants(spot) {
    const { term, table } = spot
    if (
      isTarget(term) ||
      !isValueUse(term) ||
      term.field === 'function' ||
      term.parent?.form === 'expression-statement' ||
      (!spot.isTested && readsConstantTable(spot))
    )
      return
    const kind = kindIn(spot)
    const values = table.neutrals[kind === 'number' || kind === 'text' || kind === 'list' ? kind : 'any']
    const isLookedUp = term.form === 'subscript' && !/^\d+$/.test(term.parts[1]?.text ?? '')
    const object = objectOf(term)
    const index = term.parts[1]
    for (const value of values) {
      if (isLookedUp && object !== undefined && index !== undefined && index.form !== 'slice')
        yield exactly(term, fill(table.lookUp, object.text, index.text, value), 3)
      for (const template of table.defaults) yield instead(term, tightened(fill(template, term.text, value)), 4.2)
    }
  },
}

/** What a table of constants does not have was not forgotten by chance: only a test can ask for a default. */
function readsConstantTable({ term, home }: Spot): boolean {
  const { parsed } = home.file
  const [callee] = term.parts
  const objects: readonly (Term | undefined)[] = [
    objectOf(term),
    term.form === 'call' && callee ? objectOf(callee) : undefined,
  ]
  return objects.some(
    (object) => object !== undefined && isConstantTable(parsed, nodeAtOffset(parsed.tree, object.start, object.end)),
  )
}
