import { instead, type Operator } from '../operator.js'
import { argumentsOf, calleeOf, objectOf } from '../term.js'

/** The argument, or what the method is called on, without the call. */
export const unwrapCall: Operator = {
  name: 'unwrap-call',
  says: 'The call is too much',
  forms: ['call', 'member'],
  least: 2.3,
  *variants({ term }) {
    if (term.parent?.form === 'expression-statement' || term.field === 'function') return
    if (term.form === 'member') {
      const object = objectOf(term)
      if (object !== undefined && object.text !== 'this' && object.text !== 'self') yield instead(term, object.text, 3)
      return
    }
    for (const one of argumentsOf(term)) {
      const isValue =
        one.form !== 'keyword' && one.form !== 'lambda' && one.form !== 'function' && one.form !== 'spread'
      if (isValue) yield instead(term, one.text, 2.3)
    }
    const callee = calleeOf(term)
    const object = callee?.form === 'member' ? objectOf(callee) : undefined
    if (object !== undefined && !/^(?:Math|Object|Number|JSON|Array|math|re|os|json)$/.test(object.text))
      yield instead(term, object.text, 2.6)
  },
}
