import { isScript } from '../../syntax/language.js'
import { child, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { writtenNodes } from './nodes.js'
import type { Changed } from './probe.js'

/** One small change of a patched line: `end` exclusive, in UTF-16 units of the new text. */
export interface Mutation {
  readonly start: number
  readonly end: number
  readonly text: string
  /** One comparison for another that holds of nearly the same values. */
  readonly isBoundary?: true
}

/** What differs on few values alone, so that a test at the boundary is what tells them apart. */
const boundaries: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '=='],
  '<=': ['<', '=='],
  '>': ['>=', '=='],
  '>=': ['>', '=='],
}
/** Operators that slips exchange; each test of the patched line should see the difference. */
const exchanged: Readonly<Record<string, readonly string[]>> = {
  '==': ['!='],
  '===': ['!=='],
  '!=': ['=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '//': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  and: ['or'],
  or: ['and'],
  '+=': ['-='],
  '-=': ['+='],
  in: ['not in'],
  is: ['is not'],
}
const constants: Readonly<Record<string, string>> = { true: 'false', false: 'true', True: 'False', False: 'True' }

/** Mutants of the lines that a patch wrote, in the order of the text. */
export function mutationsOf(changed: Changed): readonly Mutation[] {
  return [...writtenNodes(changed)].flatMap((node) => mutationsAt(changed, node))
}

function mutationsAt({ after, language }: Changed, node: SyntaxNode): readonly Mutation[] {
  const place = { start: node.start, end: node.end }
  const text = textOf(after, node)
  if (!node.named) {
    const isOperator = /binary|boolean|comparison|logical|augmented/.test(node.parent?.type ?? '')
    if (!isOperator) return []
    if (Object.hasOwn(boundaries, text))
      return (boundaries[text] ?? []).map((other) => ({ ...place, text: equality(other, language), isBoundary: true }))
    if (!Object.hasOwn(exchanged, text)) return []
    // `+` may join texts and lists in every language: taking it for minus tells little more than a crash does.
    return (exchanged[text] ?? []).map((other) => ({ ...place, text: other }))
  }
  if (/^(?:number|integer|float)$/.test(node.type) && /^\d{1,9}(?:\.\d{1,9})?$/.test(text))
    return [1, -1].map((step) => ({ ...place, text: String(Number(text) + step) }))
  // A separator that is there or not.
  if (node.type === 'string' && /^(['"]) ?\1$/.test(text))
    return [{ ...place, text: `${text[0]}${text.length === 2 ? ' ' : ''}${text[0]}` }]
  if (Object.hasOwn(constants, text) && /^(?:true|false)$/i.test(node.type))
    return [{ ...place, text: constants[text] ?? '' }]
  const condition = /^(?:if_statement|elif_clause|ternary_expression)$/.test(node.type)
    ? child(node, 'condition')
    : undefined
  if (condition === undefined) return []
  const inner = textOf(after, condition)
  const negated = language === 'python' ? `not (${inner})` : `(!${inner.startsWith('(') ? inner : `(${inner})`})`
  return [{ start: condition.start, end: condition.end, text: negated }]
}

/** In a script `==` is another question than everywhere else. */
function equality(operator: string, language: Changed['language']): string {
  return operator === '==' && isScript(language) ? '===' : operator
}
