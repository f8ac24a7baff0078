import { enclosingFunction } from '../../syntax/definitions.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { defaultsFor, neutral, quoteOf } from '../code/defaults.js'
import { enclosingLoop, expectedThrow, guardedStatement, leaveBefore, returnValues, rootName } from '../code/guards.js'
import { kindOfReceiver } from '../code/kinds.js'
import { type NoneNode, noneNodes, noneOf } from '../code/none.js'
import { argumentsOf, calleeName, indentAt, isCall, isMember, isPlain, propertyOf } from '../code/shape.js'
import { isElsewhere, type Proposal, python, type Rule, type Site } from '../code/site.js'

/** None in Python, mended before the value is used: a default at its binding, `if order is None: return 0`, `continue`. */
export const noneReturn: Rule = {
  name: 'none-return',
  languages: python,
  applies: (failure) => noneOf(failure) !== undefined,
  *candidates(site) {
    const none = noneOf(site.failure)
    if (none === undefined || isElsewhere(site)) return
    const seen = new Set<string>()
    for (const one of noneNodes(site, none)) {
      const text = textOf(site.file.tree, one.object)
      if (seen.has(text) || !isPlain(site.file, one.object)) continue
      seen.add(text)
      if (one.object.type === 'identifier') yield* atBinding(site, one, text)
      yield* leaves(site, one.object, text)
    }
  },
}

function* leaves(site: Site, object: SyntaxNode, text: string): Generator<Proposal> {
  const statement = guardedStatement(object, rootName(text), site)
  if (statement === undefined) return
  const condition = `${text} is None`
  const thrown = expectedThrow(site)
  if (thrown !== undefined) {
    const leave = `raise ${thrown.type ?? 'ValueError'}("${(thrown.message || `${text} is missing`).replace(/["\n]/g, '')}")`
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
      explanation: `Returns ${value.text || 'early'} where ${text} is None.`,
      cost: 1.1 + value.cost,
    }
  }
}

function* atBinding(site: Site, one: NoneNode, name: string): Generator<Proposal> {
  const { file } = site
  const home = enclosingFunction(one.object) ?? file.tree.root
  for (const value of emptyFor(site, one)) {
    for (const node of descend(home)) {
      const right =
        node.type === 'assignment' && textOf(file.tree, child(node, 'left') ?? node) === name
          ? child(node, 'right')
          : undefined
      if (right === undefined) continue
      const explanation = `Gives ${name} the value ${value} where it has none.`
      yield { changes: [{ start: right.end, end: right.end, text: ` or ${value}` }], explanation, cost: 1 }
      const key =
        isCall(right) && calleeName(file, right) === 'get' && argumentsOf(right).length === 1
          ? argumentsOf(right)[0]
          : undefined
      if (key !== undefined)
        yield { changes: [{ start: key.end, end: key.end, text: `, ${value}` }], explanation, cost: 0.8 }
    }
    if (isParameter(site, home, name)) yield defaultAtStart(site, home, name, value)
  }
}

function emptyFor(site: Site, { object, access }: NoneNode): readonly string[] {
  const property = isMember(access) ? propertyOf(access) : undefined
  const use = noneOf(site.failure)?.use
  const kind =
    property !== undefined
      ? kindOfReceiver(textOf(site.file.tree, property))
      : use === 'iterate' || use === 'contains'
        ? 'list'
        : use === 'subscript'
          ? 'object'
          : 'number'
  const likely = kind === 'unknown' ? [] : neutral(kind, true, quoteOf(site.file))
  const project = defaultsFor(site, object)
    .filter((value) => value.cost < 1)
    .map((value) => value.text)
  return [...new Set([...project, ...likely])]
}

function isParameter(site: Site, home: SyntaxNode, name: string): boolean {
  const parameters = child(home, 'parameters')
  if (parameters === undefined) return false
  return named(parameters).some((one) => textOf(site.file.tree, child(one, 'name') ?? named(one)[0] ?? one) === name)
}

/** Python evaluates a default once: a list must be made anew in the body. */
function defaultAtStart(site: Site, home: SyntaxNode, name: string, value: string): Proposal {
  const body = child(home, 'body')
  const statements = body === undefined ? [] : named(body)
  const isDocumented =
    statements[0]?.type === 'expression_statement' &&
    statements[0].children[0]?.type === 'string' &&
    statements.length > 1
  const first = (isDocumented ? statements[1] : statements[0]) ?? home
  const indent = indentAt(site.file.text, first.start)
  const text = `if ${name} is None:\n${indent}    ${name} = ${value}\n${indent}`
  return {
    changes: [{ start: first.start, end: first.start, text }],
    explanation: `Starts with ${value} where ${name} is None.`,
    cost: 1.1,
  }
}
