import type { Failure } from '../../domain.js'
import type { ParsedFile } from '../../syntax/file.js'
import { child, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { argumentsOf, calleeName, isCall, isMember, isSubscript, nodesAt, objectOf, propertyOf } from './shape.js'
import { type Site, wordsOf } from './site.js'

/** What the program tried to do with null, undefined or None. */
export interface Nothing {
  readonly how: 'read' | 'call' | 'iterate' | 'destructure' | 'convert'
  /** The property that was asked for. */
  readonly property?: string
  /** The expression as the runtime prints it. */
  readonly expression?: string
  readonly isNull: boolean
}

const name = '[\\p{L}\\p{N}_$#@.\\[\\]"\' -]{1,120}'
const patterns: readonly (readonly [RegExp, Nothing['how']])[] = [
  [
    new RegExp(
      `Cannot (?:read|set) propert(?:y|ies) of (?<value>undefined|null) \\((?:reading|setting) '(?<property>${name})'\\)`,
      'u',
    ),
    'read',
  ],
  [new RegExp(`Cannot (?:read|set) property '(?<property>${name})' of (?<value>undefined|null)`, 'u'), 'read'],
  [/(?<value>undefined|null) is not an object \(evaluating '(?<expression>[^'\n]{1,200})'\)/, 'read'],
  [
    /Cannot destructure property '(?<property>[^'\n]{1,100})' of '(?<expression>[^'\n]{1,200})' as it is (?<value>undefined|null)/,
    'destructure',
  ],
  [/Cannot destructure '(?<expression>[^'\n]{1,200})' as it is (?<value>undefined|null)/, 'destructure'],
  [/Cannot convert (?<value>undefined or null) to object/, 'convert'],
  [/(?:object )?(?<value>undefined|null) is not iterable/, 'iterate'],
  [/(?<expression>[\p{L}\p{N}_$.[\]'"()]{1,120}) is not iterable/u, 'iterate'],
  [/Spread syntax requires \.\.\.iterable/, 'iterate'],
  [/(?<expression>[\p{L}\p{N}_$.]{1,120}) is not a function/u, 'call'],
  [/(?<expression>[\p{L}\p{N}_$.]{1,120}) is (?<value>undefined|null)\b/u, 'read'],
]

export function nothingOf(failure: Failure): Nothing | undefined {
  const words = wordsOf(failure)
  for (const [pattern, how] of patterns) {
    const groups = pattern.exec(words)?.groups
    if (groups === undefined) {
      if (pattern.source.startsWith('Spread') && pattern.test(words)) return { how, isNull: false }
      continue
    }
    const { property, expression, value } = groups
    return {
      how,
      ...(property === undefined ? {} : { property }),
      ...(expression === undefined ? {} : { expression }),
      isNull: value === 'null',
    }
  }
  return undefined
}

/** An expression that was nothing, and the access that could not work on it. */
export interface Dereference {
  readonly object: SyntaxNode
  /** The member, subscript, call, loop or pattern that used it. */
  readonly access: SyntaxNode
  readonly isExact: boolean
}

/** The accesses at the site that the message can mean, the one at the frame's column first. */
export function dereferences(site: Site, nothing: Nothing): readonly Dereference[] {
  const found: Dereference[] = []
  for (const node of nodesAt(site)) {
    const object = usedObject(site, nothing, node)
    if (object !== undefined) found.push({ object, access: node, isExact: isAtColumn(site, nothing, node, object) })
  }
  return found.sort((a, b) => Number(b.isExact) - Number(a.isExact))
}

function usedObject(site: Site, nothing: Nothing, node: SyntaxNode): SyntaxNode | undefined {
  const { file } = site
  switch (nothing.how) {
    case 'read':
      return readObject(file, nothing, node)
    case 'call':
      return isCall(node) &&
        nothing.expression !== undefined &&
        textOf(file.tree, child(node, 'function') ?? node) === nothing.expression
        ? child(node, 'function')
        : undefined
    case 'convert':
      return isCall(node) && /^Object\.|^Reflect\./.test(textOf(file.tree, node)) ? argumentsOf(node)[0] : undefined
    case 'destructure':
      return destructured(file, node, nothing.expression)
    default:
      return iterated(file, node, nothing.expression)
  }
}

function readObject(file: ParsedFile, nothing: Nothing, node: SyntaxNode): SyntaxNode | undefined {
  if (!isMember(node) && !isSubscript(node)) return undefined
  if (node.children.some((one) => one.type === 'optional_chain')) return undefined
  const object = objectOf(node)
  if (object === undefined || /^(?:this|super)$/.test(object.type)) return undefined
  if (nothing.property === undefined) {
    const printed = nothing.expression ?? ''
    return printed.startsWith(textOf(file.tree, object)) ? object : undefined
  }
  const property = propertyOf(node)
  if (property !== undefined) return textOf(file.tree, property) === nothing.property ? object : undefined
  const index = child(node, 'index')
  if (index === undefined) return undefined
  const written = textOf(file.tree, index).replace(/^["']|["']$/g, '')
  // A computed key's value is not in the source: any that is not a literal may have been it.
  return written === nothing.property || (index.type !== 'string' && index.type !== 'number') ? object : undefined
}

function destructured(file: ParsedFile, node: SyntaxNode, expression: string | undefined): SyntaxNode | undefined {
  const value =
    node.type === 'variable_declarator' && child(node, 'name')?.type === 'object_pattern'
      ? child(node, 'value')
      : undefined
  if (value === undefined) return undefined
  // Node prints a call as `rows.find(...)`.
  const printed = expression?.replace(/\(\.\.\.\)[^\n]{0,200}$/, '')
  return printed === undefined || textOf(file.tree, value).includes(printed) || printed.includes('intermediate')
    ? value
    : undefined
}

function iterated(file: ParsedFile, node: SyntaxNode, expression: string | undefined): SyntaxNode | undefined {
  const target = iterationTarget(file, node)
  if (target === undefined) return undefined
  const isNamed =
    expression !== undefined && /[a-z]/i.test(expression) && !/^(?:undefined|null|object)$/.test(expression)
  return !isNamed || textOf(file.tree, target) === expression || expression.includes('(') ? target : undefined
}

function iterationTarget(file: ParsedFile, node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'for_in_statement') return child(node, 'right')
  if (node.type === 'spread_element' && node.parent?.type !== 'object') return named(node)[0]
  if (node.type === 'variable_declarator' && child(node, 'name')?.type === 'array_pattern') return child(node, 'value')
  if (node.type === 'new_expression' && /^new (?:Map|Set|WeakMap)\b/.test(textOf(file.tree, node)))
    return argumentsOf(node)[0]
  return isCall(node) && /^(?:all|allSettled|race|any|from|fromEntries)$/.test(calleeName(file, node))
    ? argumentsOf(node)[0]
    : undefined
}

function isAtColumn(site: Site, nothing: Nothing, node: SyntaxNode, object: SyntaxNode): boolean {
  if (site.column === undefined || site.line === undefined) return false
  const pointed = nothing.how === 'read' ? (propertyOf(node) ?? child(node, 'index') ?? node) : object
  const start = site.file.text.lastIndexOf('\n', pointed.start - 1) + 1
  return pointed.start - start + 1 === site.column
}
