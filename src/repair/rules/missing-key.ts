import type { Failure } from '../../domain.js'
import { type SyntaxNode, textOf } from '../../syntax/tree.js'
import { isConstantTable } from '../code/answers.js'
import { defaultsFor, neutral } from '../code/defaults.js'
import { enclosingLoop, expectedThrow, guardedStatement, leaveBefore, returnValues, rootName } from '../code/guards.js'
import { isPlain, isSubscript, nodesAt, objectOf, propertyOf } from '../code/shape.js'
import { isElsewhere, type Proposal, python, type Rule, type Site, wordsOf } from '../code/site.js'
import { thrownNearby } from '../code/thrown.js'

/** `KeyError` in Python: a look-up that may miss gets a default, a counter a start, a missing entry is passed over. */
export const missingKey: Rule = {
  name: 'missing-key',
  languages: python,
  applies: (failure) => missingKeyOf(failure) !== undefined,
  *candidates(site) {
    const key = missingKeyOf(site.failure)
    if (isElsewhere(site)) return
    for (const node of nodesAt(site)) {
      const object = objectOf(node)
      const index = isSubscript(node) ? node.children.find((one) => one.field === 'subscript') : undefined
      if (object === undefined || index === undefined || index.type === 'slice' || index.type === 'integer') continue
      if (index.type === 'string' && textOf(site.file.tree, index).slice(1, -1) !== key) continue
      if (!isConstantTable(site.file, object)) yield* repairs(site, node, object, index)
      else yield* refusals(site, node, object, index)
    }
  },
}

/** The key of a KeyError, as printed. */
export function missingKeyOf(failure: Failure): string | undefined {
  return /\bKeyError: ?['"]?([^'"\n]{0,200})/.exec(wordsOf(failure))?.[1]
}

/**
 * A key that a table of constants does not have is refused as the project refuses elsewhere. A default would hide it:
 * without a test that asks for one there is none, with one it comes last.
 */
function* refusals(site: Site, node: SyntaxNode, object: SyntaxNode, index: SyntaxNode): Generator<Proposal> {
  const [table, key] = [textOf(site.file.tree, object), textOf(site.file.tree, index)]
  const statement = guardedStatement(node, rootName(key), site)
  const thrown = expectedThrow(site)
  const words = `${
    key
      .replace(/["'[\]]/g, ' ')
      .trim()
      .split(/\s+/)
      .at(-1) ?? 'key'
  } is not known`
  const leave =
    thrown === undefined
      ? thrownNearby(site, words)
      : [`raise ${thrown.type ?? 'ValueError'}("${(thrown.message || words).replace(/["\n]/g, '')}")`]
  if (statement !== undefined && isPlain(site.file, index)) {
    for (const text of leave) {
      yield {
        changes: [leaveBefore(site, statement, `${key} not in ${table}`, text)],
        explanation: `Refuses a key that ${table} does not have.`,
        cost: thrown === undefined ? 0.2 : -0.5,
      }
    }
  }
  if (site.failure.test === undefined) return
  for (const proposal of repairs(site, node, object, index)) yield { ...proposal, cost: proposal.cost + 4 }
}

function* repairs(site: Site, node: SyntaxNode, object: SyntaxNode, index: SyntaxNode): Generator<Proposal> {
  const { tree } = site.file
  const [map, key] = [textOf(tree, object), textOf(tree, index)]
  const parent = node.parent
  if (parent?.type === 'augmented_assignment' && node.field === 'left') {
    const operator = (parent.children.find((one) => !one.named)?.type ?? '+=').slice(0, -1)
    const right = tree.text.slice(parent.children.at(-1)?.start ?? parent.end, parent.end)
    for (const [index, start] of ['0', '[]', "''"].entries()) {
      const text = `${map}[${key}] = ${map}.get(${key}, ${start}) ${operator} ${right}`
      yield { changes: [replace(parent, text)], explanation: `Starts at ${start} for a key that is new.`, cost: index }
    }
    return
  }
  if ((node.field === 'left' && parent?.type === 'assignment') || parent?.type === 'delete_statement') return
  const property = parent !== undefined && objectOf(parent) === node ? propertyOf(parent) : undefined
  const method = property === undefined ? '' : textOf(tree, property)
  if (/^(?:append|extend|add|update|insert)$/.test(method)) {
    const empty = method === 'add' ? 'set()' : method === 'update' ? '{}' : '[]'
    yield {
      changes: [replace(node, `${map}.setdefault(${key}, ${empty})`)],
      explanation: 'Makes the entry where the key is new.',
      cost: 0,
    }
  }
  if (parent !== undefined && isSubscript(parent))
    yield {
      changes: [replace(node, `${map}.get(${key}, {})`)],
      explanation: 'Takes a missing key for empty.',
      cost: 0.6,
    }
  for (const value of defaultsFor(site, node)) {
    yield {
      changes: [replace(node, `${map}.get(${key}, ${value.text})`)],
      explanation: `Takes ${value.text} where ${key} is missing.`,
      cost: value.cost - 0.6,
    }
  }
  for (const text of neutral('list', true, "'"))
    yield {
      changes: [replace(node, `${map}.get(${key}, ${text})`)],
      explanation: 'Takes a missing key for empty.',
      cost: 2.5,
    }
  yield* leaves(site, node, object, index)
}

function* leaves(site: Site, node: SyntaxNode, object: SyntaxNode, index: SyntaxNode): Generator<Proposal> {
  const statement = guardedStatement(node, rootName(textOf(site.file.tree, object)), site)
  if (statement === undefined || !isPlain(site.file, object) || !isPlain(site.file, index)) return
  const condition = `${textOf(site.file.tree, index)} not in ${textOf(site.file.tree, object)}`
  if (enclosingLoop(statement) !== undefined) {
    yield {
      changes: [leaveBefore(site, statement, condition, 'continue')],
      explanation: 'Passes over entries without the key.',
      cost: 1.6,
    }
  }
  for (const value of returnValues(site, statement)) {
    yield {
      changes: [leaveBefore(site, statement, condition, `return ${value.text}`.trim())],
      explanation: 'Returns early where the key is missing.',
      cost: 1.6 + value.cost,
    }
  }
}

function replace(node: SyntaxNode, text: string) {
  return { start: node.start, end: node.end, text }
}
