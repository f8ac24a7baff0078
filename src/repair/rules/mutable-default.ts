import type { ParsedFile } from '../../syntax/file.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { importOf } from '../code/importing.js'
import { kindOfReceiver } from '../code/kinds.js'
import { noneOf } from '../code/none.js'
import { indentAt, indentUnit, isMember, propertyOf } from '../code/shape.js'
import {
  type Change,
  namesNoName,
  type Proposal,
  python,
  type Rule,
  regionOf,
  type Site,
  wordsOf,
} from '../code/site.js'

const refused = /mutable default .{0,60} for field (?<field>[\p{L}\p{N}_]{1,100})/u

/**
 * Defaults of Python that are None where a list is meant, or one list for all: `items: list = None` in a dataclass →
 * `field(default_factory=list)`, `def add(x, to=[])` → `to=None` and a new list in the body.
 */
export const mutableDefault: Rule = {
  name: 'mutable-default',
  languages: python,
  applies: (failure) =>
    noneOf(failure) !== undefined || refused.test(wordsOf(failure)) || /^Assertion|^None/.test(failure.exception ?? ''),
  *candidates(site) {
    if (site.distance === 0) yield* fields(site)
    if (namesNoName(site.failure) && noneOf(site.failure) === undefined) yield* parameters(site)
  },
}

function* fields(site: Site): Generator<Proposal> {
  const wanted = refused.exec(wordsOf(site.failure))?.groups?.['field']
  const used = new Set(usedNames(site))
  for (const file of site.code.files.filter((one) => one.language === 'python')) {
    for (const { node, whole, kind } of file.definitions) {
      if (kind !== 'class' || !/^@(?:\w+\.)?dataclass\b/m.test(textOf(file.tree, whole).slice(0, 400))) continue
      for (const one of descend(child(node, 'body') ?? node)) {
        const [left, value] = [child(one, 'left'), child(one, 'right')]
        if (one.type !== 'assignment' || left === undefined || value === undefined) continue
        const name = textOf(file.tree, left)
        const factory = factoryOf(file, child(one, 'type'), value)
        const isMeant = wanted === undefined ? value.type === 'none' && used.has(name) : wanted === name
        if (factory !== undefined && isMeant) yield made(file, value, factory, name)
      }
    }
  }
}

/** The attributes that the failing line reads, with what is then done to them. */
function* usedNames(site: Site): Generator<string> {
  for (const node of descend(regionOf(site))) if (isMember(node)) yield textOf(site.file.tree, propertyOf(node) ?? node)
}

function factoryOf(file: ParsedFile, type: SyntaxNode | undefined, value: SyntaxNode): string | undefined {
  const literal: Readonly<Record<string, string>> = { list: 'list', dictionary: 'dict', set: 'set' }
  const written = type === undefined ? '' : textOf(file.tree, type)
  const named = /\b(list|dict|set)\b/i.exec(written)?.[1]?.toLowerCase()
  return named ?? literal[value.type] ?? (/\bset\(\)/.test(textOf(file.tree, value)) ? 'set' : undefined)
}

function made(file: ParsedFile, value: SyntaxNode, factory: string, name: string): Proposal {
  const isQualified = /@dataclasses\.dataclass/.test(file.text)
  const changes: Change[] = [
    {
      file,
      start: value.start,
      end: value.end,
      text: `${isQualified ? 'dataclasses.' : ''}field(default_factory=${factory})`,
    },
  ]
  const hasField = file.imports.some(({ names }) => names.some(({ local }) => local === 'field'))
  if (!isQualified && !hasField) changes.push({ file, ...importOf(file, 'dataclasses', 'field') })
  return { changes, explanation: `Every object gets a ${factory} of its own for ${name}.`, cost: -1 }
}

/** `def add(x, to=[])`: one list for all calls. */
function* parameters(site: Site): Generator<Proposal> {
  const { file } = site
  const home = site.definition?.kind === 'function' ? site.definition.node : undefined
  const body = home === undefined ? undefined : child(home, 'body')
  const list = home === undefined ? undefined : child(home, 'parameters')
  if (body === undefined || list === undefined) return
  for (const one of named(list)) {
    const [name, value] = [child(one, 'name'), child(one, 'value')]
    if (name === undefined || value === undefined || !/^(?:list|dictionary|set|call)$/.test(value.type)) continue
    const [text, empty] = [textOf(file.tree, name), textOf(file.tree, value)]
    if (value.type === 'call' && !/^(?:list|dict|set)\(\)$/.test(empty)) continue
    const first = firstStatement(body)
    const indent = indentAt(file.text, first.start)
    const guard = `if ${text} is None:\n${indent}${indentUnit(file)}${text} = ${empty}\n${indent}`
    yield {
      changes: [
        { start: value.start, end: value.end, text: 'None' },
        { start: first.start, end: first.start, text: guard },
      ],
      explanation: `Every call gets a ${text} of its own.`,
      cost: isChanged(file, body, text) ? -0.4 : 2,
    }
  }
}

function firstStatement(body: SyntaxNode): SyntaxNode {
  const [first, second] = named(body)
  const isDocumented = first?.type === 'expression_statement' && first.children[0]?.type === 'string'
  return (isDocumented ? (second ?? first) : first) ?? body
}

function isChanged(file: ParsedFile, body: SyntaxNode, name: string): boolean {
  for (const node of descend(body)) {
    const isTouched = isMember(node) && textOf(file.tree, node.children[0] ?? node) === name
    if (isTouched && /^(?:list|object)$/.test(kindOfReceiver(textOf(file.tree, propertyOf(node) ?? node)))) return true
    if (/^(?:assignment|augmented_assignment)$/.test(node.type)) {
      const left = child(node, 'left')
      if (left !== undefined && textOf(file.tree, left).startsWith(name)) return true
    }
  }
  return false
}
