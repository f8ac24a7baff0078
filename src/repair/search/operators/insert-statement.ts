import { isCollection, isCompatible } from '../kinds.js'
import { bareStatementForms, statementForms } from '../language/form.js'
import { fill } from '../language/table.js'
import { indentOf } from '../layout.js'
import { kindOfNamed, type Operator, type Spot, type Variant } from '../operator.js'
import { isDocumentation, isInLoop } from '../term.js'

/** A statement that is missing: one of the file, with its names or others, or a small step with names in scope. */
export const insertStatement: Operator = {
  name: 'insert-statement',
  says: 'A step is missing',
  forms: [...statementForms, ...bareStatementForms],
  least: 3.9,
  *variants(spot) {
    const { term } = spot
    if (term.parent?.form !== 'block' || isDocumentation(term)) return
    const isLast = term.parent.parts.at(-1) === term && !/^(?:return|raise|break|continue)$/.test(term.form)
    for (const { text, cost } of steps(spot)) {
      yield before(spot, text, cost)
      if (isLast) yield after(spot, text, cost)
    }
  },
}

interface Step {
  readonly text: string
  readonly cost: number
}

function* steps(spot: Spot): Generator<Step> {
  yield* fromFile(spot)
  const { names, table } = spot
  const isLoop = isInLoop(spot.term)
  for (const [index, name] of names.slice(0, 8).entries()) {
    const kind = kindOfNamed(spot, name)
    if (kind === 'list' || kind === 'collection')
      for (const template of table.orderings) yield { text: `${fill(template, name)}${table.statementEnd}`, cost: 4.2 }
    if (kind === 'number')
      for (const step of ['+= 1', '-= 1']) yield { text: `${name} ${step}${table.statementEnd}`, cost: 4.5 }
    for (const [otherIndex, other] of names.slice(0, 8).entries()) {
      if (name === other || index === otherIndex) continue
      const otherKind = kindOfNamed(spot, other)
      if (isCompatible(kind, otherKind) && (isLoop || kind !== undefined))
        yield {
          text: `${name} = ${other}${table.statementEnd}`,
          cost: 4.7 + (kind !== undefined && otherKind !== undefined ? 0 : 0.5),
        }
      if (kind === 'list' || kind === 'collection' || (kind === undefined && !isCollection(otherKind)))
        for (const template of table.additions)
          yield {
            text: `${fill(template, name, other)}${table.statementEnd}`,
            cost: 4.3 + (kind === undefined ? 0.8 : 0),
          }
    }
  }
}

function* fromFile(spot: Spot): Generator<Step> {
  const { home, term, names, table } = spot
  const isLoop = isInLoop(term)
  for (const one of home.statements) {
    const { form } = one.term
    if (one.term === term || ((form === 'break' || form === 'continue') && !isLoop)) continue
    if (form === 'raise' || form === 'return') continue
    if (home.file.scopes.fits(one.term, term)) yield { text: one.text, cost: 3.9 + one.distance }
    for (const name of one.names.filter((each) => names.includes(each))) {
      for (const other of names.slice(0, 10)) {
        if (other === name || !isCompatible(kindOfNamed(spot, name), kindOfNamed(spot, other))) continue
        const text = one.text.replace(new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`, 'g'), other)
        yield { text, cost: 4.4 + one.distance }
      }
    }
  }
  if (isLoop) for (const word of ['break', 'continue']) yield { text: `${word}${table.statementEnd}`, cost: 4.5 }
}

function before({ term, home }: Spot, statement: string, cost: number): Variant {
  return {
    changes: [
      { start: term.start, end: term.start, text: `${statement}\n${indentOf(home.file.parsed.text, term.start)}` },
    ],
    cost,
  }
}

function after({ term, home }: Spot, statement: string, cost: number): Variant {
  return {
    changes: [{ start: term.end, end: term.end, text: `\n${indentOf(home.file.parsed.text, term.start)}${statement}` }],
    cost,
  }
}
