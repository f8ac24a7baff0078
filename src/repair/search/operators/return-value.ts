import { isCompatible } from '../kinds.js'
import { fill } from '../language/table.js'
import { exactly, kindIn, kindOfNamed, type Operator, operand } from '../operator.js'

/** Another value is returned: another name, the opposite, the length. Never a constant for what was computed. */
export const returnValue: Operator = {
  name: 'return-value',
  says: 'Another value was to be returned',
  forms: ['return'],
  least: 2.1,
  *variants(spot) {
    const value = spot.term.parts[0]
    const { table, names } = spot
    if (value === undefined) return
    const kind = kindIn(spot, value)
    if (kind === 'truth' && value.form !== 'true' && value.form !== 'false' && value.form !== 'not')
      yield exactly(
        value,
        fill(table.not, value.form === 'call' || value.form === 'name' ? value.text : `(${value.text})`),
        2.1,
      )
    if (value.form === 'name' || value.form === 'true' || value.form === 'false') return
    for (const name of names) if (isCompatible(kind, kindOfNamed(spot, name))) yield exactly(value, name, 3)
    if (value.form === 'null' || kind === 'nothing') return
    if (kind === 'number' && value.form !== 'number') yield exactly(value, `-${operand(value)}`, 3.2)
  },
}
