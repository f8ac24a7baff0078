import { exchanged, type Operator } from '../operator.js'
import { part, type Term } from '../term.js'

/** What is given or done on yes, and what on no. */
export const swapBranches: Operator = {
  name: 'swap-branches',
  says: 'Yes and no are mixed up',
  forms: ['conditional', 'if'],
  least: 1.9,
  *variants({ term }) {
    const yes = part(term, 'consequence') ?? term.parts[0]
    const other = part(term, 'alternative') ?? term.parts[2]
    const no = term.form === 'if' ? blockOf(other) : other
    const isAlike = term.form === 'conditional' || (yes?.form === 'block' && no?.form === 'block')
    if (yes !== undefined && no !== undefined && isAlike && yes.text !== no.text)
      yield exchanged(yes, no, term.form === 'if' ? 2.5 : 1.9)
  },
}

/** What is done otherwise: of `else { }`, of `else if () { }`, or of the block alone. */
function blockOf(other: Term | undefined): Term | undefined {
  if (other === undefined || other.form === 'block') return other
  const inner = other.form === 'else' ? (part(other, 'body') ?? other.parts[0]) : other
  return inner?.form === 'if' || inner?.form === 'elif' ? part(inner, 'consequence') : inner
}
