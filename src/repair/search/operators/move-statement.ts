import { isStatement } from '../home.js'
import { bareStatementForms, statementForms } from '../language/form.js'
import { indentOf, reindented, wholeLines } from '../layout.js'
import type { Operator, Spot, Variant } from '../operator.js'
import { part, type Term } from '../term.js'

/** Behind these nothing runs. */
const exits = /^(?:return|raise|break|continue)$/

/** A statement before its neighbour, behind the block it stands in, or in the block before it. */
export const moveStatement: Operator = {
  name: 'move-statement',
  says: 'The steps are in the wrong order',
  forms: [...statementForms, ...bareStatementForms],
  least: 2.6,
  *variants(spot) {
    const { term } = spot
    const siblings = term.parent?.form === 'block' ? term.parent.parts.filter(isStatement) : []
    const index = siblings.indexOf(term)
    const next = siblings[index + 1]
    if (index < 0) return
    if (next !== undefined && !exits.test(next.form)) yield swapped(spot, term, next)
    const owner = term.parent?.parent
    if (owner !== undefined && siblings.length > 1 && isStatement(owner) && owner.parent?.form === 'block') {
      if (index === siblings.length - 1) yield moved(spot, term, owner.end, owner.start, 'behind')
      if (index === 0) yield moved(spot, term, owner.start, owner.start, 'before')
    }
    const last = siblings[index - 1]?.parts.findLast((one) => one.form === 'block')?.parts.at(-1)
    if (last !== undefined && isStatement(last) && !exits.test(last.form))
      yield moved(spot, term, last.end, last.start, 'behind')
  },
}

function swapped({ home }: Spot, one: Term, other: Term): Variant {
  const { text } = home.file.parsed
  const first = reindented(text, one.start, one.end, other.start)
  const second = reindented(text, other.start, other.end, one.start)
  return {
    changes: [
      { start: one.start, end: one.end, text: second },
      { start: other.start, end: other.end, text: first },
    ],
    cost: isOrdered(one, other) ? 2.6 : 3.4,
  }
}

/** True where one writes what the other reads: only then does their order matter for sure. */
function isOrdered(one: Term, other: Term): boolean {
  return [
    [one, other],
    [other, one],
  ].some(([writer, reader]) => {
    const target = writer?.parts[0] === undefined ? undefined : part(writer.parts[0], 'left')
    return target !== undefined && reader?.text.includes(target.text) === true
  })
}

function moved({ home }: Spot, term: Term, to: number, like: number, side: 'before' | 'behind'): Variant {
  const { text } = home.file.parsed
  const statement = reindented(text, term.start, term.end, like)
  const indent = indentOf(text, like)
  const insertion = side === 'behind' ? `\n${indent}${statement}` : `${statement}\n${indent}`
  const gone = wholeLines(text, term.start, term.end)
  return {
    changes: [
      { ...gone, text: '' },
      { start: to, end: to, text: insertion },
    ],
    cost: 4,
  }
}
