import { isFunction } from '../../syntax/definitions.js'
import type { ParsedFile } from '../../syntax/file.js'
import { ancestors, child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { regionOf, type Site } from './site.js'

/** `a.b` in every language that syntax reads. */
export function isMember(node: SyntaxNode): boolean {
  return node.type === 'member_expression' || node.type === 'attribute'
}

/** `a[b]`. */
export function isSubscript(node: SyntaxNode): boolean {
  return node.type === 'subscript_expression' || node.type === 'subscript'
}

export function isCall(node: SyntaxNode): boolean {
  return node.type === 'call_expression' || node.type === 'call'
}

/** What stands before the dot or the bracket. */
export function objectOf(node: SyntaxNode): SyntaxNode | undefined {
  return child(node, 'object') ?? (isSubscript(node) ? child(node, 'value') : undefined)
}

export function propertyOf(node: SyntaxNode): SyntaxNode | undefined {
  return child(node, 'property') ?? child(node, 'attribute')
}

/** The name that is called: `b` of `a.b()` and of `b()`. */
export function calleeName(file: ParsedFile, call: SyntaxNode): string {
  const callee = child(call, 'function')
  if (callee === undefined) return ''
  return textOf(file.tree, propertyOf(callee) ?? callee)
}

export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const list = child(call, 'arguments')
  if (list?.type === 'generator_expression') return [list]
  return list === undefined ? [] : list.children.filter((one) => one.named && one.type !== 'comment')
}

/** The whole chain that hangs on a node: `a.b.c()` of `a.b`. */
export function chainOf(node: SyntaxNode): SyntaxNode {
  let top = node
  for (let outer = top.parent; outer !== undefined; outer = outer.parent) {
    const isHead = objectOf(outer) === top || (isCall(outer) && child(outer, 'function') === top)
    if (!isHead && outer.type !== 'non_null_expression') break
    top = outer
  }
  return top
}

const statement = /_statement$|_declaration$|^(?:statement_block|block|program|module|class_body)$/

/** The statement that a node stands in. */
export function statementOf(node: SyntaxNode): SyntaxNode | undefined {
  return [node, ...ancestors(node)].find((one) => one.named && /_statement$|_declaration$/.test(one.type))
}

export function isStatement(node: SyntaxNode): boolean {
  return node.named && statement.test(node.type)
}

/** Nodes that the site speaks of: on its line where it has one (a statement's other lines included), else all. */
export function* nodesAt(site: Site): Generator<SyntaxNode> {
  for (const node of descend(regionOf(site)))
    if (node.named && (site.line === undefined || touches(node, site.line))) yield node
}

function touches(node: SyntaxNode, line: number): boolean {
  if (node.line === line || node.lastLine === line) return true
  return (
    node.line < line &&
    node.lastLine > line &&
    node.lastLine - node.line < 12 &&
    !isStatement(node) &&
    !isFunction(node)
  )
}

/** The indentation of the line that the offset is on. */
export function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, offset + 1))?.[0] ?? ''
}

/** One level of indentation, as the file has it. */
export function indentUnit(file: ParsedFile): string {
  const indented = /\n(\t| {2,})\S/.exec(file.text)?.[1]
  return indented ?? (file.language === 'python' ? '    ' : '  ')
}

/** `;` in files that write it. */
export function semicolon(file: ParsedFile): string {
  return file.language !== 'python' && /;[ \t]*\r?\n/.test(file.text) ? ';' : ''
}

const loose: ReadonlySet<string> = new Set([
  'arguments',
  'argument_list',
  'variable_declarator',
  'return_statement',
  'assignment_expression',
  'assignment',
  'pair',
  'template_substitution',
  'array',
  'list',
  'parenthesized_expression',
  'expression_statement',
  'interpolation',
  'keyword_argument',
  'subscript_expression',
  'subscript',
  'assignment_pattern',
  'default_parameter',
  'arrow_function',
  'for_in_statement',
  'for_statement',
  'augmented_assignment',
  'augmented_assignment_expression',
  'lexical_declaration',
  'if_statement',
  'elif_clause',
  'while_statement',
  'assert_statement',
])

/** Whether an operator of low precedence needs brackets where the node stands. */
export function needsBrackets(node: SyntaxNode): boolean {
  const parent = node.parent
  if (parent === undefined) return false
  if (isSubscript(parent) && objectOf(parent) === node) return true
  if (node.field === 'body' && /comprehension$|^generator_expression$/.test(parent.type)) return false
  return !loose.has(parent.type)
}

export function bracketed(node: SyntaxNode, text: string): string {
  return needsBrackets(node) ? `(${text})` : text
}

const name = /^[\p{L}_$][\p{L}\p{N}_$]{0,200}$/u

export function isName(text: string): boolean {
  return name.test(text)
}

const plainTypes =
  /identifier$|^(?:this|self|string|string_\w+|integer|number|non_null_expression|optional_chain|arguments|argument_list)$/

/** An expression that may be written twice: short, and without calls but look-ups in a map. */
export function isPlain(file: ParsedFile, node: SyntaxNode): boolean {
  if (node.end - node.start > 120 || textOf(file.tree, node).includes('\n')) return false
  for (const one of descend(node)) {
    const isLookUp = isCall(one) && calleeName(file, one) === 'get'
    if (one.named && !isMember(one) && !isSubscript(one) && !isLookUp && !plainTypes.test(one.type)) return false
  }
  return true
}
