import { child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { otherBranch } from '../code/branches.js'
import { type Default, defaultsFor } from '../code/defaults.js'
import { kindOfReceiver, kindOfUse } from '../code/kinds.js'
import { wholeWord } from '../code/names.js'
import { type Dereference, dereferences, nothingOf } from '../code/nothing.js'
import {
  bracketed,
  chainOf,
  isCall,
  isMember,
  isName,
  isPlain,
  isSubscript,
  objectOf,
  propertyOf,
} from '../code/shape.js'
import { type Change, isElsewhere, type Proposal, type Rule, regionOf, type Site, scripts } from '../code/site.js'

/**
 * null and undefined in JavaScript and TypeScript, mended where the value is used:
 * `order.discount.rate` → `order.discount?.rate ?? 0`, `order.items.map(f)` → `(order.items ?? []).map(f)`.
 */
export const nullGuard: Rule = {
  name: 'null-guard',
  languages: scripts,
  applies: (failure) => nothingOf(failure) !== undefined,
  *candidates(site) {
    const nothing = nothingOf(site.failure)
    if (nothing === undefined || isElsewhere(site)) return
    const found = dereferences(site, nothing)
    for (const one of found) {
      const penalty = one.isExact || found.length === 1 ? 0 : 0.7
      for (const proposal of guards(site, one, nothing.how)) yield { ...proposal, cost: proposal.cost + penalty }
    }
  },
}

function* guards(site: Site, one: Dereference, how: string): Generator<Proposal> {
  const shown = textOf(site.file.tree, one.object).slice(0, 60)
  if (how === 'call') {
    const text = `${textOf(site.file.tree, one.object)}?.`
    yield { changes: [replace(one.object, text)], explanation: `Calls ${shown} only where there is one.`, cost: 1.5 }
  } else if (how === 'iterate') {
    yield orDefault(site, one.object, '[]', 0, `Takes ${shown} for empty where it is missing.`)
  } else if (how === 'convert' || how === 'destructure') {
    yield orDefault(site, one.object, '{}', 0, `Takes ${shown} for empty where it is missing.`)
  } else if (!isAssigned(one.access)) {
    yield* emptyReceiver(site, one, shown)
    yield* optionalChains(site, one, shown)
  } else {
    yield* guardedAssignment(site, one, shown)
  }
}

function isAssigned(access: SyntaxNode): boolean {
  return access.field === 'left' && /assignment_expression$/.test(access.parent?.type ?? '')
}

/** Methods of arrays and strings: an empty one goes the same way through the code that a full one does. */
function* emptyReceiver(site: Site, { object, access }: Dereference, shown: string): Generator<Proposal> {
  const property = propertyOf(access)
  const kind = property === undefined ? 'unknown' : kindOfReceiver(textOf(site.file.tree, property))
  if (kind === 'list')
    yield orDefault(
      site,
      object,
      '[]',
      isMember(access) && chainOf(access) !== access ? 0.1 : 0.6,
      `Takes ${shown} for empty where it is missing.`,
    )
  if (kind === 'string')
    yield orDefault(site, object, "''", 0.8, `Takes ${shown} for an empty text where it is missing.`)
  if (kind === 'number') yield orDefault(site, object, '0', 0.5, `Takes ${shown} for 0 where it is missing.`)
}

function orDefault(site: Site, node: SyntaxNode, value: string, cost: number, explanation: string): Proposal {
  const inner = node.type === 'non_null_expression' ? (node.children[0] ?? node) : node
  const text = textOf(site.file.tree, inner)
  const isLoose = /^(?:binary_expression|ternary_expression|arrow_function|await_expression)$/.test(inner.type)
  const guarded = `${isLoose && inner.type !== 'await_expression' ? `(${text})` : text} ?? ${value}`
  const isHead = objectOf(node.parent ?? node) === node
  return { changes: [replace(node, isHead ? `(${guarded})` : bracketed(node, guarded))], explanation, cost }
}

function* optionalChains(site: Site, one: Dereference, shown: string): Generator<Proposal> {
  const chain = chainOf(one.access)
  const parent = chain.parent
  const hasDefault =
    parent?.type === 'binary_expression' &&
    /\|\||\?\?/.test(parent.children.find((part) => !part.named)?.type ?? '') &&
    parent.children[0] === chain
  const isUnused = parent?.type === 'expression_statement'
  const kind = kindOfUse(site.file, chain)
  const isOptional = mayStayUndefined(site, chain)
  const bare = isOptional ? -0.9 : hasDefault || isUnused ? 0 : kind === 'boolean' ? 0.4 : kind === 'unknown' ? 1.6 : 3
  const other = isPlain(site.file, one.object)
    ? otherBranch(site, chain, textOf(site.file.tree, one.object))
    : undefined
  if (other !== undefined)
    yield { changes: [other], explanation: `Takes the other branch where there is no ${shown}.`, cost: -1.2 }
  yield {
    changes: alike(site, one, undefined),
    explanation: `Reads through ${shown} only where there is one.`,
    cost: bare,
  }
  if (hasDefault || isUnused) return
  for (const value of defaultsFor(site, one.access)) {
    const explanation = `Reads through ${shown} only where there is one, and takes ${value.text} where there is none.`
    const changes = alike(site, one, value)
    yield { changes, explanation, cost: value.cost - 0.6 }
    if (changes.length > 1) yield { changes: [optional(site, one.access, value)], explanation, cost: value.cost }
  }
}

/** Where the test expects `undefined`, or what is missing is filtered out further on, nothing needs to be put in its place. */
function mayStayUndefined(site: Site, chain: SyntaxNode): boolean {
  if (site.code.expected.some((text) => /\bundefined\b/.test(text))) return true
  const home = textOf(site.file.tree, site.definition?.node ?? site.file.tree.root).slice(0, 8000)
  const at = home.indexOf('.filter(Boolean)')
  if (at < 0) return false
  const holder = chain.parent === undefined ? undefined : child(chain.parent, 'name')
  const call = chain.parent?.parent
  const receiver = call === undefined || !isCall(call) ? undefined : objectOf(child(call, 'function') ?? call)
  const flows = [holder ?? receiver ?? chain].map((one) => textOf(site.file.tree, one))
  const before = home.slice(Math.max(0, at - 200), at)
  return flows.some((text) => new RegExp(`${wholeWord(text)}[^;\\n]{0,150}$`, 'u').test(before))
}

/** The same value read again in the same function is as missing there: all its reads change together. */
function alike(site: Site, one: Dereference, value: Default | undefined): readonly Change[] {
  const text = textOf(site.file.tree, one.object)
  const changes: Change[] = [optional(site, one.access, value)]
  for (const node of descend(regionOf(site))) {
    if (node === one.access || !isMember(node) || isGuarded(site, node, text)) continue
    const object = objectOf(node)
    if (
      object === undefined ||
      isAssigned(node) ||
      !(textOf(site.file.tree, object) === text || isTwin(site, node, one.access))
    )
      continue
    const own = value === undefined ? undefined : (defaultsFor(site, node)[0] ?? value)
    const change = optional(site, node, own)
    if (changes.every((other) => change.end <= other.start || change.start >= other.end)) changes.push(change)
  }
  return changes
}

/** `a.meta.date - b.meta.date`: what one parameter of a comparison lacks, the other may lack. */
function isTwin(site: Site, node: SyntaxNode, access: SyntaxNode): boolean {
  const [one, other] = [textOf(site.file.tree, chainOf(node)), textOf(site.file.tree, chainOf(access))]
  const dot = one.indexOf('.')
  const isSameShape = dot > 0 && one.slice(dot) === other.slice(other.indexOf('.')) && isName(one.slice(0, dot))
  return isSameShape && node.parent === access.parent && node.parent?.type === 'binary_expression'
}

function isGuarded(site: Site, node: SyntaxNode, text: string): boolean {
  if (node.children.some((one) => one.type === 'optional_chain')) return true
  // What is only read behind a test of itself needs no second one.
  for (let outer = node.parent; outer !== undefined && outer !== site.definition?.node; outer = outer.parent) {
    const condition = child(outer, 'condition')
    if (
      condition !== undefined &&
      textOf(site.file.tree, condition).includes(text) &&
      !(condition.start <= node.start && node.end <= condition.end)
    )
      return true
    if (outer.type === 'binary_expression' && textOf(site.file.tree, outer).startsWith(`${text} &&`)) return true
  }
  return false
}

function optional(site: Site, access: SyntaxNode, value: Default | undefined): Change {
  const { tree } = site.file
  const chain = chainOf(access)
  const object = objectOf(access) ?? access
  const sign = access.children.find((one) => one.start >= object.end && (one.type === '.' || one.type === '['))
  if (sign === undefined) return replace(access, textOf(tree, access))
  const bang = object.type === 'non_null_expression' ? 1 : 0
  const head = tree.text.slice(chain.start, object.end - bang) + tree.text.slice(object.end, sign.start)
  const rest = isSubscript(access) ? tree.text.slice(sign.start, chain.end) : tree.text.slice(sign.end, chain.end)
  const read = `${head}?.${rest}`
  return replace(chain, value === undefined ? read : bracketed(chain, `${read} ?? ${value.text}`))
}

/** `user.profile.seen = now` → `if (user.profile) user.profile.seen = now`. */
function* guardedAssignment(site: Site, { object, access }: Dereference, shown: string): Generator<Proposal> {
  const statement = access.parent?.parent
  if (statement?.type !== 'expression_statement') return
  const text = `if (${textOf(site.file.tree, object)}) ${textOf(site.file.tree, statement)}`
  yield { changes: [replace(statement, text)], explanation: `Writes to ${shown} only where there is one.`, cost: 1 }
}

function replace(node: SyntaxNode, text: string): Change {
  return { start: node.start, end: node.end, text }
}
