import { enclosingFunction } from '../../syntax/definitions.js'
import { child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { dereferences, nothingOf } from '../code/nothing.js'
import {
  argumentsOf,
  calleeName,
  indentAt,
  isCall,
  isPlain,
  isSubscript,
  objectOf,
  propertyOf,
  semicolon,
  statementOf,
} from '../code/shape.js'
import { isElsewhere, type Proposal, type Rule, type Site, scripts } from '../code/site.js'

/** What an entry must be for the method to exist on it. */
const empties: Readonly<Record<string, string>> = { push: '[]', unshift: '[]', add: 'new Set()', set: 'new Map()' }

/** An entry that is added to before it was made: `groups.get(key).push(row)` for the first row of a group. */
export const missingEntry: Rule = {
  name: 'missing-entry',
  languages: scripts,
  applies: (failure) => Object.hasOwn(empties, nothingOf(failure)?.property ?? ''),
  *candidates(site) {
    const nothing = nothingOf(site.failure)
    const empty = empties[nothing?.property ?? '']
    if (nothing === undefined || empty === undefined || isElsewhere(site)) return
    for (const { object, access } of dereferences(site, nothing)) {
      if (propertyOf(access) === undefined) continue
      const entry = object.type === 'identifier' ? boundTo(site, object) : object
      if (entry === undefined) continue
      if (isCall(entry) && calleeName(site.file, entry) === 'get') yield* inMap(site, entry, empty)
      else if (isSubscript(entry)) yield* inObject(site, entry, object, empty)
    }
  },
}

function boundTo(site: Site, name: SyntaxNode): SyntaxNode | undefined {
  const text = textOf(site.file.tree, name)
  for (const node of descend(enclosingFunction(name) ?? site.file.tree.root)) {
    if (node.type === 'variable_declarator' && textOf(site.file.tree, child(node, 'name') ?? node) === text)
      return child(node, 'value')
  }
  return undefined
}

function* inMap(site: Site, get: SyntaxNode, empty: string): Generator<Proposal> {
  const { file } = site
  const map = objectOf(child(get, 'function') ?? get)
  const key = argumentsOf(get)[0]
  const statement = statementOf(get)
  if (map === undefined || key === undefined || statement === undefined || !isPlain(file, map) || !isPlain(file, key))
    return
  if (!/^(?:statement_block|program)$/.test(statement.parent?.type ?? '')) return
  const [holder, index] = [textOf(file.tree, map), textOf(file.tree, key)]
  const indent = indentAt(file.text, statement.start)
  const text = `if (!${holder}.has(${index})) ${holder}.set(${index}, ${empty})${semicolon(file)}\n${indent}`
  yield {
    changes: [{ start: statement.start, end: statement.start, text }],
    explanation: `Makes the entry of ${holder} where the key is new.`,
    cost: -0.8,
  }
}

function* inObject(site: Site, entry: SyntaxNode, object: SyntaxNode, empty: string): Generator<Proposal> {
  const text = `${textOf(site.file.tree, entry)} ??= ${empty}`
  yield {
    changes: [{ start: entry.start, end: entry.end, text: entry === object ? `(${text})` : text }],
    explanation: 'Makes the entry where the key is new.',
    cost: -0.8,
  }
}
