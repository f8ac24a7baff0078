import { isCompatible } from '../kinds.js'
import { instead, isPackage, kindIn, type Operator } from '../operator.js'
import { argumentsOf, calleeOf, objectOf, type Term } from '../term.js'

/** The argument, or what the method is called on, without the call. */
export const unwrapCall: Operator = {
  name: 'unwrap-call',
  says: 'The call is too much',
  forms: ['call', 'member'],
  least: 2.3,
  *variants(spot) {
    const { term, table } = spot
    const kind = kindIn(spot)
    const isWrong = (inner: Term): boolean => table.isStrict === true && !isCompatible(kind, kindIn(spot, inner))
    if (term.parent?.form === 'expression-statement' || term.field === 'function') return
    if (term.form === 'member') {
      const object = objectOf(term)
      if (object !== undefined && object.text !== 'this' && object.text !== 'self') yield instead(term, object.text, 3)
      return
    }
    for (const one of argumentsOf(term)) {
      const isValue =
        one.form !== 'keyword' && one.form !== 'lambda' && one.form !== 'function' && one.form !== 'spread'
      if (isValue && !isWrong(one)) yield instead(term, one.text, 2.3)
    }
    const callee = calleeOf(term)
    const object = callee?.form === 'member' ? objectOf(callee) : undefined
    if (object !== undefined && isWrong(object)) return
    if (
      object !== undefined &&
      !isPackage(spot, object) &&
      !/^(?:Math|Object|Number|JSON|Array|math|re|os|json)$/.test(object.text)
    )
      yield instead(term, object.text, 2.6)
  },
}
