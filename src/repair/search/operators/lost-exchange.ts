import { indentOf } from '../layout.js'
import type { Operator } from '../operator.js'
import { part, type Term } from '../term.js'

/** Two values change places by way of a third: `t = a; b = t` has lost its middle, `a = b`. */
export const lostExchange: Operator = {
  name: 'lost-exchange',
  says: 'Half of an exchange is missing',
  forms: ['expression-statement', 'declaration'],
  least: 2,
  *variants({ term, home, table }) {
    const siblings = term.parent?.form === 'block' ? term.parent.parts : []
    const next = siblings[siblings.indexOf(term) + 1]
    const kept = storedBy(term)
    const put = next === undefined ? undefined : storedBy(next)
    if (next === undefined || kept === undefined || put === undefined) return
    if (put.value.text !== kept.target.text || kept.value.text === put.target.text) return
    if (kept.value.form !== 'subscript' && kept.value.form !== 'member' && kept.value.form !== 'name') return
    const { text } = home.file.parsed
    const end = text.charAt(term.end - 1) === ';' ? table.statementEnd : ''
    const statement = `${kept.value.text} = ${put.target.text}${end}\n${indentOf(text, next.start)}`
    yield { changes: [{ start: next.start, end: next.start, text: statement }], cost: 2 }
  },
}

interface Stored {
  readonly target: Term
  readonly value: Term
}

function storedBy(statement: Term): Stored | undefined {
  const inner = statement.parts[0]
  const target = inner === undefined ? undefined : (part(inner, 'left') ?? part(inner, 'name'))
  const value = inner === undefined ? undefined : (part(inner, 'right') ?? part(inner, 'value'))
  const isPlain = inner?.form === 'assignment' || inner?.form === 'declarator'
  return isPlain && target !== undefined && value !== undefined ? { target, value } : undefined
}
