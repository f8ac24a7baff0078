import { type SyntaxNode, textOf } from '../../syntax/tree.js'
import { enclosingLoop, expectedThrow, guardedStatement, leaveBefore, returnValues, rootName } from '../code/guards.js'
import { dereferences, nothingOf } from '../code/nothing.js'
import { isPlain } from '../code/shape.js'
import { isElsewhere, type Proposal, type Rule, type Site, scripts } from '../code/site.js'

/** null and undefined in JavaScript and TypeScript, mended by leaving early: `if (order == null) return 0`. */
export const nullReturn: Rule = {
  name: 'null-return',
  languages: scripts,
  applies: (failure) => nothingOf(failure) !== undefined,
  *candidates(site) {
    const nothing = nothingOf(site.failure)
    if (nothing === undefined || nothing.how === 'call' || isElsewhere(site)) return
    const seen = new Set<string>()
    for (const { object } of dereferences(site, nothing)) {
      const text = textOf(site.file.tree, object).replace(/!$/, '')
      if (seen.has(text) || !isPlain(site.file, object)) continue
      seen.add(text)
      yield* leaves(site, object, text)
    }
  },
}

function* leaves(site: Site, object: SyntaxNode, text: string): Generator<Proposal> {
  const statement = guardedStatement(object, rootName(text), site)
  if (statement === undefined) return
  const condition = `${text} == null`
  const thrown = expectedThrow(site)
  if (thrown !== undefined) {
    const leave = `throw new ${thrown.type ?? 'Error'}('${(thrown.message || `${text} is missing`).replace(/['\n]/g, '')}')`
    yield {
      changes: [leaveBefore(site, statement, condition, leave)],
      explanation: `Refuses a missing ${text} by name, as the test expects.`,
      cost: 0.5,
    }
  }
  if (enclosingLoop(statement) !== undefined) {
    yield {
      changes: [leaveBefore(site, statement, condition, 'continue')],
      explanation: `Passes over entries without ${text}.`,
      cost: 1.2,
    }
  }
  for (const value of returnValues(site, statement)) {
    yield {
      changes: [leaveBefore(site, statement, condition, `return ${value.text}`.trim())],
      explanation: `Returns ${value.text || 'early'} where there is no ${text}.`,
      cost: 1.1 + value.cost,
    }
  }
}
