import type { ParsedFile } from '../../syntax/file.js'
import { bound, namesInScope } from '../../syntax/scope.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { argumentsOf, calleeName, isCall } from '../code/shape.js'
import { allLanguages, type Change, type Proposal, type Rule, type Site, wordsOf } from '../code/site.js'

/**
 * A call that was left behind when its function's parameters changed. What the culprit made of them says where each
 * argument goes; without a culprit, a message that counts arguments says which call.
 */
export const changedSignature: Rule = {
  name: 'changed-signature',
  languages: allLanguages,
  applies: () => true,
  *candidates(site) {
    if (site.distance > 0) return
    const now = signaturesOf(site.code.files)
    const before = signaturesOf(site.code.before)
    for (const [name, signature] of now) {
      const old = before.get(name)
      if (old !== undefined && !isSame(old, signature)) yield* follow(site, name, old, signature)
    }
    yield* counted(site, now)
  },
}

interface Parameter {
  readonly name: string
  readonly isOptional: boolean
}

type Signature = readonly Parameter[]

/** By name; what two functions are called, or what takes any number of arguments, is left out. */
function signaturesOf(files: readonly ParsedFile[]): ReadonlyMap<string, Signature> {
  const found = new Map<string, Signature | undefined>()
  for (const file of files)
    for (const { kind, name, node } of file.definitions) {
      if (kind !== 'function' || name === '') continue
      found.set(name, found.has(name) ? undefined : signatureOf(file, node))
    }
  return new Map([...found].filter((entry): entry is [string, Signature] => entry[1] !== undefined))
}

function signatureOf({ tree }: ParsedFile, node: SyntaxNode): Signature | undefined {
  const list = child(node, 'parameters')
  const parameters: Parameter[] = []
  for (const one of list === undefined ? [] : named(list)) {
    if (one.type === 'comment') continue
    if (/splat|rest|separator|pattern_list/.test(one.type)) return undefined
    const [name, second] = bound(tree, one)
    if (name === undefined || second !== undefined) return undefined
    const isOwn = parameters.length === 0 && /^(?:self|cls|this)$/.test(name)
    if (!isOwn)
      parameters.push({
        name,
        isOptional: /default|assignment_pattern|optional/.test(one.type) || /=(?!>)/.test(textOf(tree, one)),
      })
  }
  return list === undefined ? undefined : parameters
}

function isSame(one: Signature, other: Signature): boolean {
  return one.length === other.length && one.every(({ name }, index) => name === other[index]?.name)
}

interface Call {
  readonly file: ParsedFile
  readonly node: SyntaxNode
  readonly given: readonly SyntaxNode[]
}

/** Calls with arguments by place alone. */
function* callsOf(name: string, files: readonly ParsedFile[]): Generator<Call> {
  for (const file of files)
    for (const node of descend(file.tree.root)) {
      if (!isCall(node) || calleeName(file, node) !== name) continue
      const given = argumentsOf(node)
      if (given.every((one) => !/keyword_argument|splat|spread|generator/.test(one.type))) yield { file, node, given }
    }
}

/** All calls that the culprit left as they were and that fit the old parameters, each in the new order. */
function* follow(site: Site, name: string, old: Signature, now: Signature): Generator<Proposal> {
  const takes = (signature: Signature, count: number): boolean =>
    count <= signature.length && count >= signature.filter((one) => !one.isOptional).length
  const whereAndText = ({ file, node }: Call): string => `${file.path}\n${textOf(file.tree, node)}`
  const earlier = new Set([...callsOf(name, site.code.before)].map(whereAndText))
  const wasChanged = (call: Call): boolean =>
    site.code.before.some(({ path }) => path === call.file.path) && !earlier.has(whereAndText(call))
  const calls = [...callsOf(name, site.code.files)].filter((call) => takes(old, call.given.length) && !wasChanged(call))
  const changes = calls.map((call) => rewritten(call, old, now))
  const one = changes.filter((change) => change !== undefined)
  if (one.length === 0 || one.length < calls.length || one.some((change) => isWithin(change, one))) return
  const shape = now.map((parameter) => parameter.name).join(', ')
  yield {
    changes: one,
    explanation: `${name} takes (${shape}) since its parameters changed; its calls did not follow.`,
    cost: 0.6,
  }
}

/** Calls within calls of the same function: their changes would overlap. */
function isWithin(change: Change, all: readonly Change[]): boolean {
  return all.some(
    (other) => other !== change && other.file === change.file && other.start <= change.start && change.end <= other.end,
  )
}

function rewritten({ file, node, given }: Call, old: Signature, now: Signature): Change | undefined {
  const scope = namesInScope(file.tree, node.start)
  const texts: string[] = []
  for (const [index, { name, isOptional }] of now.entries()) {
    const known = old.findIndex((one) => one.name === name)
    // One name for another in the same place is the same parameter.
    const renamed =
      known === -1 && old.length === now.length && !now.some((one) => one.name === old[index]?.name) ? index : known
    const argument = given[renamed]
    const text = argument !== undefined ? textOf(file.tree, argument) : scope.includes(name) ? name : undefined
    if (text === undefined && isOptional) {
      // What was given for a later one would have no place of its own any more.
      const isLost = now.slice(index + 1).some((later) => given[old.findIndex((one) => one.name === later.name)])
      if (isLost) return undefined
      break
    }
    if (text === undefined) return undefined
    texts.push(text)
  }
  return withArguments(file, node, texts)
}

function withArguments(file: ParsedFile, node: SyntaxNode, texts: readonly string[]): Change | undefined {
  const list = node.children.find((one) => one.field === 'arguments')
  if (list === undefined || textOf(file.tree, list) === `(${texts.join(', ')})`) return undefined
  return { file, start: list.start + 1, end: list.end - 1, text: texts.join(', ') }
}

const name = String.raw`[\p{L}\p{N}_$]{1,100}`
const tooFew = new RegExp(`(?<name>${name})\\(\\) missing \\d{1,3} required positional arguments?: [^\\n]{1,300}`, 'u')
const tooMany = new RegExp(`(?<name>${name})\\(\\) takes (?:from \\d{1,3} to )?\\d{1,3} positional arguments? but`, 'u')

/** Python's own words: which function, and which parameters have no argument. */
function* counted(site: Site, known: ReadonlyMap<string, Signature>): Generator<Proposal> {
  const words = wordsOf(site.failure)
  const few = tooFew.exec(words)?.groups
  const many = few === undefined ? tooMany.exec(words)?.groups : undefined
  const called = few?.['name'] ?? many?.['name'] ?? ''
  const signature = known.get(called)
  for (const call of signature === undefined ? [] : callsOf(called, [site.file])) {
    const isHere = site.line === undefined || call.node.line === site.line
    if (isHere && few !== undefined) yield* filled(call, signature ?? [], called)
    if (isHere && many !== undefined && call.given.length > (signature?.length ?? 0)) yield* shortened(call, called)
  }
}

/** Arguments that stand in scope under the parameters' names, each in its place. */
function* filled({ file, node, given }: Call, signature: Signature, called: string): Generator<Proposal> {
  const scope = namesInScope(file.tree, node.start)
  const wanted = signature.filter((one) => !one.isOptional)
  const texts = given.map((one) => textOf(file.tree, one))
  for (const [index, parameter] of wanted.entries()) {
    if (texts.length >= wanted.length || texts.includes(parameter.name) || !scope.includes(parameter.name)) continue
    texts.splice(index, 0, parameter.name)
  }
  const change = texts.length === wanted.length ? withArguments(file, node, texts) : undefined
  if (change !== undefined)
    yield {
      changes: [change],
      explanation: `${called} takes an argument more, which is known here by its name.`,
      cost: 0.8,
    }
}

function* shortened({ file, node, given }: Call, called: string): Generator<Proposal> {
  for (let index = given.length - 1; index >= 0; index--) {
    const texts = given.filter((_, other) => other !== index).map((one) => textOf(file.tree, one))
    const change = withArguments(file, node, texts)
    if (change !== undefined)
      yield {
        changes: [change],
        explanation: `${called} takes an argument less.`,
        cost: 1.6 + (given.length - 1 - index) * 0.3,
      }
  }
}
