import { exchanged, type Operator } from '../operator.js'
import { part } from '../term.js'

/** What is given on yes, and what on no. */
export const swapBranches: Operator = {
  name: 'swap-branches',
  says: 'Yes and no are mixed up',
  forms: ['conditional'],
  least: 1.9,
  *variants({ term }) {
    const yes = part(term, 'consequence') ?? term.parts[0]
    const no = part(term, 'alternative') ?? term.parts[2]
    if (yes !== undefined && no !== undefined && yes.text !== no.text) yield exchanged(yes, no, 1.9)
  },
}
