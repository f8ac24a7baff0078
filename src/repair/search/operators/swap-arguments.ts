import { exchanged, type Operator } from '../operator.js'
import { argumentsOf } from '../term.js'

/** Arguments, or elements of a list, the wrong way round. */
export const swapArguments: Operator = {
  name: 'swap-arguments',
  says: 'Two are the wrong way round',
  forms: ['call', 'new', 'list', 'tuple'],
  least: 1.6,
  *variants({ term }) {
    const isCall = term.form === 'call' || term.form === 'new'
    const parts = (isCall ? argumentsOf(term) : term.parts).slice(0, 8)
    for (const [index, one] of parts.entries()) {
      for (const [away, other] of parts.slice(index + 1).entries()) {
        if (one.form === 'keyword' || other.form === 'keyword' || one.text === other.text || away > 2) continue
        yield exchanged(one, other, (isCall ? 1.6 : 2.3) + away * 0.8)
      }
    }
  },
}
