import { atomsAt, dereferenced } from '../conditions.js'
import { bareStatementForms, statementForms } from '../language/form.js'
import { fill } from '../language/table.js'
import { indentOf, indentUnitOf } from '../layout.js'
import type { Operator, Spot, Variant } from '../operator.js'
import { functionAround, isDocumentation, isInLoop, type Term, within } from '../term.js'

/** A case that must be left out early: returns, goes on, stops or fails, as the function does elsewhere. */
export const insertGuard: Operator = {
  name: 'insert-guard',
  says: 'A case is not handled',
  forms: [...statementForms, ...bareStatementForms],
  least: 4,
  *variants(spot) {
    const { term } = spot
    if (term.parent?.form !== 'block' || isDocumentation(term) || !isEarly(term)) return
    const exits = exitsAt(spot)
    const read = new Set(dereferenced(term))
    for (const { text, cost } of atomsAt(spot)) {
      if (cost > 1.2) continue
      for (const exit of exits)
        if (exit.text !== term.text) yield guard(spot, text, exit.text, 4.7 + cost * 1.3 + exit.cost)
    }
    for (const value of read) {
      for (const exit of exits) {
        yield guard(spot, fill(spot.table.isNull, value), exit.text, 4.2 + exit.cost)
        if (spot.table.isStrict !== true) yield guard(spot, fill(spot.table.not, value), exit.text, 4.4 + exit.cost)
      }
    }
  },
}

/** Guards stand first in a function or in a loop's body, or before what they guard. */
function isEarly(term: Term): boolean {
  const index = term.parent?.parts.indexOf(term) ?? 0
  return index < 4 || term.form === 'return' || term.form === 'for-each' || term.form === 'while'
}

interface Exit {
  readonly text: string
  readonly cost: number
}

function exitsAt(spot: Spot): readonly Exit[] {
  const { term, home, table } = spot
  const found = new Map<string, number>()
  const owner = functionAround(term)
  if (isInLoop(term)) for (const word of ['continue', 'break']) found.set(`${word}${table.statementEnd}`, 0.2)
  for (const one of home.statements) {
    const isExit = one.term.form === 'return' || one.term.form === 'raise'
    if (
      isExit &&
      one.distance === 0 &&
      functionAround(one.term) === owner &&
      home.file.scopes.fits(one.term, term) &&
      !found.has(one.text)
    )
      found.set(one.text, one.term.form === 'raise' ? 0.4 : 0.1)
  }
  for (const value of neutralOf(spot, owner)) {
    const text = `return ${value}${table.statementEnd}`
    if (!found.has(text)) found.set(text, 0.7)
  }
  return [...found].map(([text, cost]) => ({ text, cost }))
}

/** Neutral values of the kinds that the function returns: no value that only one test expects. */
function neutralOf({ table, home, names }: Spot, owner: Term | undefined): readonly string[] {
  const returned =
    owner === undefined
      ? []
      : [...within(owner)].filter((one) => one.form === 'return' && functionAround(one) === owner)
  if (returned.length === 0) return owner === undefined ? [] : []
  const values = new Set<string>()
  const forms = new Set(returned.map((one) => one.parts[0]?.form))
  if (forms.has('true') || forms.has('false') || forms.has('comparison') || forms.has('boolean'))
    for (const value of [table.false, table.true]) values.add(value)
  else for (const value of [...table.neutrals.any.slice(0, 3), table.null]) values.add(value)
  for (const name of names.slice(0, 4)) if (home.kinds.get(name) !== 'function') values.add(name)
  return [...values]
}

function guard({ term, table, home }: Spot, condition: string, exit: string, cost: number): Variant {
  const { text } = home.file.parsed
  const indent = indentOf(text, term.start)
  const inner = fill(table.ifThen, condition, exit, `${indent}${indentUnitOf(text)}`, indent)
  return { changes: [{ start: term.start, end: term.start, text: `${inner}\n${indent}` }], cost }
}
