import { reindented } from '../layout.js'
import { exactly, type Operator, type Variant } from '../operator.js'
import { part, type Term } from '../term.js'

/** What stands under a condition is done in any case: the condition is too much. Late, because it forces a condition. */
export const unwrapBranch: Operator = {
  name: 'unwrap-branch',
  says: 'The condition is too much',
  forms: ['if', 'conditional'],
  least: 3.2,
  *variants({ term, home }) {
    if (term.form === 'conditional') {
      for (const one of branches(term)) yield exactly(term, one.text, 3.2)
      return
    }
    const body = part(term, 'consequence')
    const isAlone = !term.parts.some((one) => one.field === 'alternative')
    if (isAlone && term.parent?.form === 'block' && body?.form === 'block')
      yield* inner(home.file.parsed.text, term, body)
  },
}

function branches(term: Term): readonly Term[] {
  const condition = part(term, 'condition') ?? term.parts[1]
  return term.parts.filter((one) => one !== condition)
}

function* inner(text: string, term: Term, body: Term): Generator<Variant> {
  const first = body.parts[0]
  const last = body.parts.at(-1)
  // A way out that is always taken leaves dead code behind.
  if (first === undefined || last === undefined || /^(?:return|raise|break|continue)$/.test(last.form)) return
  yield exactly(term, reindented(text, first.start, last.end, term.start), 4)
}
