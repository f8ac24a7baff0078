import type { SyntaxNode } from '../../syntax/tree.js'
import type { Form } from './language/form.js'
import type { Table } from './language/table.js'

/** A syntax node with its form: what operators see of code, in every language the same. */
export interface Term {
  readonly form: Form
  readonly text: string
  /** UTF-16 units in the file, `end` exclusive; `line` is 1-based. */
  readonly start: number
  readonly end: number
  readonly line: number
  readonly field: string | undefined
  /** The type that is written beside what the term declares. */
  readonly declared: string | undefined
  readonly parent: Term | undefined
  /** Named children without comments and types. */
  readonly parts: readonly Term[]
  /** Children without a name: operators, brackets, commas. */
  readonly tokens: readonly SyntaxNode[]
}

type GrowingTerm = Omit<Term, 'parts' | 'tokens'> & { readonly parts: GrowingTerm[]; readonly tokens: SyntaxNode[] }

/** Code nests a few dozen deep; what nests deeper is made to break programs, and is not looked into. */
const deepest = 300

export function termOf(text: string, root: SyntaxNode, table: Table): Term {
  return build({ text, table }, root, undefined, 0)
}

interface Reading {
  readonly text: string
  readonly table: Table
}

function build(reading: Reading, node: SyntaxNode, parent: Term | undefined, depth: number): GrowingTerm {
  const { text, table } = reading
  const type = node.children.find((one) => one.field === 'type' || one.field === 'result')
  const term: GrowingTerm = {
    form: isTakenApart(node, table) ? 'pattern' : formOf(node, table),
    text: text.slice(node.start, node.end),
    start: node.start,
    end: node.end,
    line: node.line,
    field: node.field,
    declared: type === undefined ? undefined : text.slice(type.start, type.end),
    parent,
    parts: [],
    tokens: [],
  }
  if (term.form !== 'type' && term.form !== 'import' && depth <= deepest) fillIn(reading, term, node, depth)
  return term
}

function fillIn(reading: Reading, term: GrowingTerm, node: SyntaxNode, depth: number): void {
  const { table } = reading
  for (const child of node.children) {
    const one = renamed(child, node, table)
    if (!one.named) term.tokens.push(one)
    else if (isPassed(one, table)) fillIn(reading, term, handedDown(one), depth)
    else if (formOf(one, table) !== 'comment' && formOf(one, table) !== 'type')
      term.parts.push(build(reading, one, term, depth + 1))
  }
  if (table.joinedCall === node.type) joinCallee(reading.text, term)
}

/** `a, b := f()` binds two names: a list on the left is no value. */
function isTakenApart(node: SyntaxNode, table: Table): boolean {
  return (node.field === 'left' || node.field === 'name') && formOf(node, table) === 'tuple'
}

function isPassed(node: SyntaxNode, { passed, passedAlone }: Table): boolean {
  if (passed?.has(node.type) === true) return true
  return passedAlone?.has(node.type) === true && node.children.filter((one) => one.named).length === 1
}

/** What takes a node's place takes its field too. */
function handedDown(node: SyntaxNode): SyntaxNode {
  if (node.field === undefined) return node
  return {
    ...node,
    children: node.children.map((one) => (one.field === undefined ? { ...one, field: node.field } : one)),
  }
}

function renamed(node: SyntaxNode, holder: SyntaxNode, { fields }: Table): SyntaxNode {
  const names = fields !== undefined && Object.hasOwn(fields, holder.type) ? fields[holder.type] : undefined
  const key = node.field ?? ''
  return names !== undefined && Object.hasOwn(names, key) ? { ...node, field: names[key] } : node
}

/** `a.b(c)` that a grammar reads as object, name and arguments: object and name become the member that is called. */
function joinCallee(text: string, call: GrowingTerm): void {
  const object = part(call, 'object') as GrowingTerm | undefined
  const name = part(call, 'name') as GrowingTerm | undefined
  if (name === undefined) return
  const rest = call.parts.filter((one) => one !== object && one !== name)
  if (object === undefined) {
    call.parts.splice(0, call.parts.length, { ...name, field: 'function' }, ...rest)
    return
  }
  const { start, line } = object
  const base = { start, line, end: name.end, text: text.slice(start, name.end), declared: undefined, parent: call }
  const callee: GrowingTerm = { ...base, form: 'member', field: 'function', parts: [], tokens: [] }
  callee.parts.push(underneath(object, callee, 'object'), underneath(name, callee, 'property'))
  call.parts.splice(0, call.parts.length, callee, ...rest)
}

function underneath(term: GrowingTerm, parent: GrowingTerm, field: string): GrowingTerm {
  const moved: GrowingTerm = { ...term, parent, field, parts: [] }
  for (const one of term.parts) moved.parts.push(underneath(one, moved, one.field ?? ''))
  return moved
}

function formOf(node: SyntaxNode, table: Table): Form {
  const form = formByType(node, table)
  if (form === 'unary') return node.children[0]?.type === '!' ? 'not' : 'unary'
  const operator = node.children.find((one) => one.field === 'operator')?.type ?? ''
  if (form === 'assignment') return operator === '' || operator === '=' ? form : 'augmented'
  if (form !== 'arithmetic') return form
  if (table.connectives.includes(operator)) return 'boolean'
  return table.comparisons.includes(operator) ? 'comparison' : 'arithmetic'
}

function formByType(node: SyntaxNode, { forms }: Table): Form {
  for (const one of node.children) {
    const key = `${node.type}>${one.type}`
    if (Object.hasOwn(forms, key)) return forms[key] ?? 'other'
  }
  return Object.hasOwn(forms, node.type) ? (forms[node.type] ?? 'other') : 'other'
}

/** Every term from `term` down, in document order, itself first. */
export function* within(term: Term): Generator<Term> {
  // Generators inside generators would hand each term up through all of them.
  const waiting = [term]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    for (let index = next.parts.length - 1; index >= 0; index--) {
      const part = next.parts[index]
      if (part !== undefined) waiting.push(part)
    }
  }
}

export function* around(term: Term): Generator<Term> {
  for (let next = term.parent; next !== undefined; next = next.parent) yield next
}

export function part(term: Term, field: string): Term | undefined {
  return term.parts.find((one) => one.field === field)
}

/** The operator's token; undefined where there is none or several (`a < b < c`). */
export function operatorOf(term: Term): SyntaxNode | undefined {
  const tokens = term.tokens.filter((one) => one.type !== '(' && one.type !== ')')
  return tokens.length === 1 ? tokens[0] : undefined
}

/** What stands before the dot or the bracket. */
export function objectOf(term: Term): Term | undefined {
  return part(term, 'object') ?? part(term, 'value')
}

/** The name behind the dot. */
export function memberName(term: Term): Term | undefined {
  return term.form === 'member' ? (part(term, 'property') ?? part(term, 'attribute')) : undefined
}

export function calleeOf(call: Term): Term | undefined {
  return part(call, 'function') ?? part(call, 'constructor')
}

/** The name that is called: `b` of `a.b()` and of `b()`. */
export function calledName(call: Term): Term | undefined {
  const callee = calleeOf(call)
  if (callee === undefined) return undefined
  return memberName(callee) ?? (callee.form === 'name' ? callee : undefined)
}

export function argumentsOf(call: Term): readonly Term[] {
  return part(call, 'arguments')?.parts ?? []
}

/** The function that a term stands in, itself left out. */
export function functionAround(term: Term): Term | undefined {
  for (const outer of around(term)) if (outer.form === 'function' || outer.form === 'lambda') return outer
  return undefined
}

export function isInLoop(term: Term): boolean {
  for (const outer of around(term)) {
    if (outer.form === 'function' || outer.form === 'lambda') return false
    if (outer.form === 'while' || outer.form === 'for-each' || outer.form === 'for-count') return true
  }
  return false
}

/** The group's inside, however many brackets there are. */
export function ungrouped(term: Term): Term {
  let inner = term
  while (inner.form === 'group' && inner.parts[0] !== undefined) inner = inner.parts[0]
  return inner
}

/** A text that stands alone: it tells what the code does. */
export function isDocumentation(term: Term): boolean {
  return term.form === 'expression-statement' && term.parts[0]?.form === 'string'
}
