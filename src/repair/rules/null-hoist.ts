import { namesInScope } from '../../syntax/scope.js'
import { child, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { enclosingLoop, expectedThrow, guardedStatement, leaveBefore, returnValues, rootName } from '../code/guards.js'
import { dereferences, nothingOf } from '../code/nothing.js'
import { indentAt, isCall, isPlain, semicolon } from '../code/shape.js'
import { isElsewhere, type Proposal, type Rule, type Site, scripts } from '../code/site.js'
import { thrownNearby } from '../code/thrown.js'

/**
 * A call's answer that may be nothing, and that is taken apart at once: it gets a name and is looked at first.
 * `const { rate } = table.find(f)` → `const found = table.find(f)`, `if (found === undefined) throw …`, `const { rate } = found`.
 */
export const nullHoist: Rule = {
  name: 'null-hoist',
  languages: scripts,
  applies: (failure) => nothingOf(failure) !== undefined,
  *candidates(site) {
    const nothing = nothingOf(site.failure)
    if (nothing === undefined || nothing.how === 'call' || isElsewhere(site)) return
    for (const { object } of dereferences(site, nothing)) {
      const call = object.type === 'await_expression' ? named(object)[0] : object
      if (call !== undefined && isCall(call) && !isPlain(site.file, object)) yield* hoisted(site, object)
    }
  },
}

function* hoisted(site: Site, object: SyntaxNode): Generator<Proposal> {
  const { file } = site
  const statement = guardedStatement(object, rootName(textOf(file.tree, object)), site)
  if (statement === undefined || !isFirst(statement, object)) return
  const scope = namesInScope(file.tree, object.start)
  const name = ['found', 'entry', 'match', 'result'].find((one) => !scope.includes(one))
  if (name === undefined) return
  const end = semicolon(file)
  const indent = indentAt(file.text, statement.start)
  for (const { text, cost } of leaves(site, statement, textOf(file.tree, object))) {
    const guard = leaveBefore(site, statement, `${name} == null`, text)
    const binding = `const ${name} = ${textOf(file.tree, object)}${end}\n${indent}`
    yield {
      changes: [
        { ...guard, text: binding + guard.text },
        { start: object.start, end: object.end, text: name },
      ],
      explanation: `Looks at the answer of ${textOf(file.tree, object).slice(0, 60)} before it is used.`,
      cost,
    }
  }
}

/** Nothing else may run before the call in its statement: hoisting must not change the order of things. */
function isFirst(statement: SyntaxNode, object: SyntaxNode): boolean {
  const declarator = statement.children.find((one) => one.type === 'variable_declarator')
  const value = declarator === undefined ? undefined : child(declarator, 'value')
  const start = value ?? named(statement)[0]
  return start !== undefined && start.start <= object.start && object.start - start.start < 12
}

function* leaves(
  site: Site,
  statement: SyntaxNode,
  shown: string,
): Generator<{ readonly text: string; readonly cost: number }> {
  const thrown = expectedThrow(site)
  if (thrown !== undefined) {
    const words = (thrown.message || `${shown.slice(0, 40)} is missing`).replace(/['\\\n]/g, '')
    yield { text: `throw new ${thrown.type ?? 'Error'}('${words}')`, cost: -0.4 }
    return
  }
  for (const text of thrownNearby(site, `${shown.slice(0, 40)} is missing`)) yield { text, cost: 2 }
  if (enclosingLoop(statement) !== undefined) yield { text: 'continue', cost: 1.4 }
  for (const value of returnValues(site, statement)) yield { text: `return ${value.text}`.trim(), cost: 1 + value.cost }
}
