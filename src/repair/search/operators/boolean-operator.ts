import { exactly, type Operator, type Variant } from '../operator.js'
import type { Term } from '../term.js'

/** `and` for `or`, and `??` for `||`. */
export const booleanOperator: Operator = {
  name: 'boolean-operator',
  says: 'The conditions are joined in the wrong way',
  forms: ['boolean'],
  least: 1.2,
  *variants({ term, table }) {
    const token = term.tokens.find((one) => table.connectives.includes(one.type))
    if (token === undefined) return
    if (token.type !== table.or && token.type !== table.and) {
      yield exactly(token, table.or, 1.6)
      return
    }
    yield exactly(token, token.type === table.and ? table.or : table.and, 1.2)
    yield* wholeChain(term, token.type, token.type === table.and ? table.or : table.and)
    if (token.type === table.or && table.connectives.includes('??')) yield exactly(token, '??', 1.6)
  },
}

/** In `a || b || c` all connectives are wrong, or none is. */
function* wholeChain(term: Term, from: string, to: string): Generator<Variant> {
  const tokens = []
  for (let link: Term | undefined = term; link?.form === 'boolean'; link = link.parts[0]) {
    const token = link.tokens.find((one) => one.type === from)
    if (token === undefined) return
    tokens.push(token)
  }
  const isInner = term.parent?.form === 'boolean' && term.parent.tokens.some((one) => one.type === from)
  if (tokens.length < 2 || isInner) return
  yield { changes: tokens.map(({ start, end }) => ({ start, end, text: to })), cost: 1.5 }
}
