import { ancestors, descend, type SyntaxNode, type SyntaxTree, textOf } from '../../syntax/tree.js'
import type { Changed } from './probe.js'

/** Nodes of the new text that begin on a line the patch wrote. */
export function* writtenNodes({ after, hunks }: Changed): Generator<SyntaxNode> {
  for (const node of descend(after.root)) {
    const line = node.line - 1
    if (hunks.some((hunk) => line >= hunk.at && line < hunk.at + hunk.lines.length)) yield node
  }
}

/** Nodes of the old text that begin on a line the patch took away. */
export function* removedNodes({ before, hunks }: Changed): Generator<SyntaxNode> {
  if (before === undefined) return
  for (const node of descend(before.root)) {
    const line = node.line - 1
    if (hunks.some((hunk) => line >= hunk.start && line < hunk.end)) yield node
  }
}

const literalTypes =
  /^(?:number|integer|float|string|true|false|null|none|undefined|True|False|None|unary_operator|unary_expression)$/
const emptyTypes = /^(?:array|list|object|dictionary|tuple)$/

/** A value written down: it depends on nothing. */
export function isLiteral(node: SyntaxNode | undefined): boolean {
  if (node === undefined) return false
  if (/^unary/.test(node.type)) return node.children.some((one) => one.named && literalTypes.test(one.type))
  if (emptyTypes.test(node.type)) return node.children.every((one) => !one.named)
  return literalTypes.test(node.type) && !node.children.some((one) => /interpolation|substitution/.test(one.type))
}

/** Values that any code may compare with or give back. */
const neutral = /^(?:-?[01](?:\.0)?|''|""|``|\[\]|\{\}|\(\)|null|undefined|None|true|false|True|False)$/

export function isNeutral(text: string): boolean {
  return neutral.test(text)
}

/** Whether a text holds this literal as a word of its own: 42 in 142 is another number. */
export function holdsLiteral(text: string, literal: string): boolean {
  const bare = literal.replace(/^["'`]|["'`]$/g, '')
  if (bare === '') return false
  for (let at = text.indexOf(bare); at !== -1; at = text.indexOf(bare, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + bare.length] ?? ' '}`
    if (!/[\w.]\S|\S\w/.test(around) && !/\w/.test(around)) return true
  }
  return false
}

const branching = /^(?:if_statement|elif_clause|conditional_expression|ternary_expression|switch_case|case_clause)$/

/** The condition that a branching node asks. */
export function conditionOf(node: SyntaxNode): SyntaxNode | undefined {
  if (!branching.test(node.type)) return undefined
  const named = node.children.find((one) => one.field === 'condition' || (one.field === 'value' && one.named))
  // Python writes `this if condition else that` without field names.
  return named ?? (node.type === 'conditional_expression' ? node.children.filter((one) => one.named)[1] : undefined)
}

/** The condition of the innermost branch that a node stands in, below its function. */
export function guardOf(node: SyntaxNode): SyntaxNode | undefined {
  for (const outer of ancestors(node)) {
    const condition = conditionOf(outer)
    if (condition !== undefined) return condition
    if (/function|method|arrow/.test(outer.type)) return undefined
  }
  return undefined
}

/** Normalised: two pieces of code that differ in blanks alone are the same. */
export function wordsOf(tree: SyntaxTree, node: SyntaxNode): string {
  return textOf(tree, node).replace(/\s+/g, ' ').trim()
}
