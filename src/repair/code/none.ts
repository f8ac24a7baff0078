import type { Failure } from '../../domain.js'
import { ancestors, child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { literalKind } from './kinds.js'
import { argumentsOf, calleeName, isCall, isMember, isSubscript, nodesAt, objectOf, propertyOf } from './shape.js'
import { regionOf, type Site, wordsOf } from './site.js'

export type NoneUse =
  | 'attribute'
  | 'subscript'
  | 'iterate'
  | 'contains'
  | 'operand'
  | 'compare'
  | 'argument'
  | 'call'
  | 'format'

/** What Python could not do with None. */
export interface None {
  readonly use: NoneUse
  readonly attribute?: string
}

const patterns: readonly (readonly [RegExp, NoneUse])[] = [
  [/'NoneType' object has no attribute '(?<attribute>[\p{L}\p{N}_]{1,100})'/u, 'attribute'],
  [/'NoneType' object (?:is not subscriptable|does not support item assignment)/, 'subscript'],
  [/argument of type 'NoneType' is not (?:iterable|a container)/, 'contains'],
  [
    /'NoneType' object is not (?:iterable|an iterator)|cannot unpack non-iterable NoneType|argument after \*{1,2} must be .{0,20}, not NoneType/,
    'iterate',
  ],
  [
    /object of type 'NoneType' has no len\(\)|argument must be .{0,60}not '?NoneType|expected .{0,60}(?:got '?NoneType|not '?NoneType)|expected str instance, NoneType found|type NoneType doesn't define __round__/,
    'argument',
  ],
  [/unsupported format string passed to NoneType/, 'format'],
  [
    /unsupported operand type\(s\) for .{1,20}: .{0,60}'NoneType'|bad operand type for .{1,20}: 'NoneType'|(?:can only concatenate|must be) .{0,30}NoneType/,
    'operand',
  ],
  [/not supported between instances of .{0,60}'NoneType'/, 'compare'],
  [/'NoneType' object is not callable/, 'call'],
]

export function noneOf(failure: Failure): None | undefined {
  const words = wordsOf(failure)
  for (const [pattern, use] of patterns) {
    const match = pattern.exec(words)
    if (match === null) continue
    const attribute = match.groups?.['attribute']
    return { use, ...(attribute === undefined ? {} : { attribute }) }
  }
  return undefined
}

/** An expression that may have been None, and what used it. */
export interface NoneNode {
  readonly object: SyntaxNode
  readonly access: SyntaxNode
}

export function noneNodes(site: Site, none: None): readonly NoneNode[] {
  const found: NoneNode[] = []
  for (const node of nodesAt(site))
    for (const object of usedObjects(site, none, node)) {
      if (!isKnown(site, object)) found.push({ object, access: node })
    }
  return found
}

/** A name that the function itself binds to a literal is not the one that is None. */
function isKnown(site: Site, node: SyntaxNode): boolean {
  if (node.type !== 'identifier') return false
  const name = textOf(site.file.tree, node)
  for (const one of descend(regionOf(site))) {
    const right =
      one.type === 'assignment' && textOf(site.file.tree, child(one, 'left') ?? one) === name
        ? child(one, 'right')
        : undefined
    if (right !== undefined && literalKind(right) !== 'unknown') return true
  }
  return false
}

function usedObjects(site: Site, none: None, node: SyntaxNode): readonly SyntaxNode[] {
  const { file } = site
  const object = objectOf(node)
  switch (none.use) {
    case 'attribute': {
      const property = propertyOf(node)
      const isIt = isMember(node) && property !== undefined && textOf(file.tree, property) === none.attribute
      return isIt && object !== undefined && textOf(file.tree, object) !== 'self' ? [object] : []
    }
    case 'subscript':
      return isSubscript(node) && object !== undefined ? [object] : []
    case 'iterate':
      return iterated(site, node)
    case 'contains':
      return node.type === 'comparison_operator' ? named(node).slice(1) : []
    case 'operand':
      return isOperation(node) ? named(node).filter(mayBeNone) : []
    case 'compare':
      if (node.type === 'comparison_operator') return named(node).filter(mayBeNone)
      return isCall(node) && /^(?:max|min|sorted|sort)$/.test(calleeName(file, node))
        ? argumentsOf(node).slice(0, 1).filter(mayBeNone)
        : []
    case 'format':
      return node.type === 'interpolation' ? named(node).slice(0, 1) : []
    case 'call':
      return isCall(node) ? [child(node, 'function')].filter((one) => one !== undefined) : []
    default:
      return isCall(node) ? argumentsOf(node).filter(mayBeNone) : []
  }
}

function isOperation(node: SyntaxNode): boolean {
  return /^(?:binary_operator|unary_operator|augmented_assignment)$/.test(node.type)
}

export function mayBeNone(node: SyntaxNode): boolean {
  return isMember(node) || isSubscript(node) || isCall(node) || node.type === 'identifier'
}

function iterated(site: Site, node: SyntaxNode): readonly SyntaxNode[] {
  if (node.type === 'for_statement' || node.type === 'for_in_clause')
    return [child(node, 'right')].filter((one) => one !== undefined)
  if (/^(?:list_splat|dictionary_splat)$/.test(node.type)) return named(node).slice(0, 1)
  if (node.type === 'assignment' && /pattern_list|tuple_pattern/.test(child(node, 'left')?.type ?? ''))
    return [child(node, 'right')].filter((one) => one !== undefined)
  const takesIterable =
    /^(?:sum|sorted|list|set|tuple|max|min|any|all|map|filter|zip|enumerate|reversed|join|extend|update|dict|Counter)$/
  return isCall(node) && takesIterable.test(calleeName(site.file, node)) ? argumentsOf(node).filter(mayBeNone) : []
}

/** The target of an assignment: it cannot take a default. */
export function isTarget(node: SyntaxNode): boolean {
  let inner = node
  for (const outer of ancestors(node)) {
    if (/^(?:assignment|augmented_assignment)$/.test(outer.type)) return inner.field === 'left'
    if (outer.type === 'delete_statement') return true
    inner = outer
  }
  return false
}
