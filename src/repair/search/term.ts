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
  return build(text, root, table, undefined, 0)
}

function build(text: string, node: SyntaxNode, table: Table, parent: Term | undefined, depth: number): GrowingTerm {
  const term: GrowingTerm = {
    form: formOf(node, table),
    text: text.slice(node.start, node.end),
    start: node.start,
    end: node.end,
    line: node.line,
    field: node.field,
    parent,
    parts: [],
    tokens: [],
  }
  if (term.form === 'type' || term.form === 'import' || depth > deepest) return term
  for (const one of node.children) {
    if (!one.named) term.tokens.push(one)
    else if (table.forms[one.type] !== 'comment' && table.forms[one.type] !== 'type')
      term.parts.push(build(text, one, table, term, depth + 1))
  }
  return term
}

function formOf(node: SyntaxNode, table: Table): Form {
  const form = Object.hasOwn(table.forms, node.type) ? (table.forms[node.type] ?? 'other') : 'other'
  if (form === 'unary') return node.children[0]?.type === '!' ? 'not' : 'unary'
  if (form !== 'arithmetic') return form
  const operator = node.children.find((one) => one.field === 'operator')?.type ?? ''
  if (table.connectives.includes(operator)) return 'boolean'
  return table.comparisons.includes(operator) ? 'comparison' : 'arithmetic'
}

/** Every term from `term` down, in document order, itself first. */
export function* within(term: Term): Generator<Term> {
  yield term
  for (const part of term.parts) yield* within(part)
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
