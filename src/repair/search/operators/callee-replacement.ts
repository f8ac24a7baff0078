import { isCompatible } from '../kinds.js'
import { exactly, kindIn, type Operator } from '../operator.js'
import { calledName, calleeOf } from '../term.js'

/** Another function that the file calls or has. */
export const calleeReplacement: Operator = {
  name: 'callee-replacement',
  says: 'Another function was meant',
  forms: ['call'],
  least: 2.6,
  *variants(spot) {
    const { term, home, table } = spot
    const kind = kindIn(spot)
    const isWrong = (other: string): boolean =>
      table.isStrict === true &&
      (/^(?:make|new|append)$/.test(other) ||
        !isCompatible(kind, home.kinds.get(`${other}()`) ?? home.kinds.get(`.${other}()`)))
    const name = calledName(term)
    const callee = calleeOf(term)
    if (name === undefined || callee === undefined) return
    const isMethod = callee.form === 'member'
    for (const one of home.callees) {
      const isOther = one.text !== name.text && (one.term.parent?.form === 'member') === isMethod
      if (isOther && !isWrong(one.text)) yield exactly(name, one.text, 2.6 + one.distance * 0.8)
    }
    if (isMethod) return
    for (const one of home.file.scopes.callablesAt(term))
      if (one !== name.text && !isWrong(one)) yield exactly(name, one, 3)
  },
}
