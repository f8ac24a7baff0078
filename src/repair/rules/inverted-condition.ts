import { isFunction } from '../../syntax/definitions.js'
import { ancestors, child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { calleeName, isCall } from '../code/shape.js'
import { allLanguages, namesNoName, type Proposal, type Rule, regionOf, type Site } from '../code/site.js'

const opposite: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  is: 'is not',
  'is not': 'is',
  in: 'not in',
  'not in': 'in',
}

/** Conditions that say the contrary of what was meant. */
export const invertedCondition: Rule = {
  name: 'inverted-condition',
  languages: allLanguages,
  isGuess: true,
  applies: namesNoName,
  *candidates(site) {
    for (const node of descend(regionOf(site))) {
      const condition = conditionOf(site, node)
      if (condition !== undefined) yield* negated(site, condition)
      if (/^(?:true|false)$/.test(node.type)) yield flipped(site, node)
      if (/^(?:binary_expression|boolean_operator)$/.test(node.type)) yield* otherConnective(node)
    }
  },
}

/** Where a truth value decides: conditions, and what a filter's callback gives. */
function conditionOf(site: Site, node: SyntaxNode): SyntaxNode | undefined {
  const condition = child(node, 'condition')
  if (condition !== undefined) return inner(condition)
  if (node.type === 'conditional_expression') return named(node)[1]
  if (node.type === 'if_clause') return named(node)[0]
  const call = isFunction(node) ? node.parent?.parent : undefined
  const isTest =
    call !== undefined &&
    isCall(call) &&
    /^(?:filter|some|every|find|findIndex|all|any)$/.test(calleeName(site.file, call))
  const body = isTest ? child(node, 'body') : undefined
  if (body !== undefined && body.type !== 'statement_block') return inner(body)
  const isBoolean =
    node.type === 'return_statement' && /^(?:is|has|can|should|was|are)(?:[A-Z_]|$)/.test(site.definition?.name ?? '')
  return isBoolean ? named(node)[0] : undefined
}

function inner(node: SyntaxNode): SyntaxNode {
  return node.type === 'parenthesized_expression' ? (named(node)[0] ?? node) : node
}

/** @param depth of parts within parts: a condition may be a chain of thousands. */
function* negated(site: Site, node: SyntaxNode, depth = 0): Generator<Proposal> {
  const text = textOf(site.file.tree, node)
  const isPython = site.file.language === 'python'
  const operator = node.children.find((one) => one.field === 'operator' || one.field === 'operators')
  const other = operator === undefined ? undefined : opposite[textOf(site.file.tree, operator)]
  if (node.type === 'not_operator' || (node.type === 'unary_expression' && text.startsWith('!'))) {
    const value = named(node)[0]
    if (value !== undefined) yield said(node, textOf(site.file.tree, inner(value)), 0.7)
  } else if (operator !== undefined && other !== undefined && named(node).length === 2) {
    yield said(operator, other, /^[<>]/.test(other) ? 1.3 : 0.7)
  } else if (depth < 8 && operator !== undefined && Object.hasOwn(connectives, textOf(site.file.tree, operator))) {
    // One part of it is turned around more often than the whole, which would let in all that it kept out; and "and" is
    // taken for "or" more often than that.
    for (const part of named(node))
      for (const turned of negated(site, inner(part), depth + 1)) yield { ...turned, cost: turned.cost + 0.6 }
    yield said(node, `${isPython ? 'not ' : '!'}(${text})`, 2.2)
  } else {
    const isLoose =
      /^(?:binary_expression|boolean_operator|comparison_operator|ternary_expression|conditional_expression|assignment_expression)$/.test(
        node.type,
      )
    yield said(node, `${isPython ? 'not ' : '!'}${isLoose ? `(${text})` : text}`, 1)
  }
}

function flipped(site: Site, node: SyntaxNode): Proposal {
  const text = textOf(site.file.tree, node)
  const other: Readonly<Record<string, string>> = { true: 'false', false: 'true', True: 'False', False: 'True' }
  const isReturned = [...ancestors(node)].slice(0, 1).some((one) => one.type === 'return_statement')
  return said(node, other[text] ?? text, isReturned ? 1.6 : 1.9)
}

const connectives: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', and: 'or', or: 'and' }

function* otherConnective(node: SyntaxNode): Generator<Proposal> {
  const operator = node.children.find((one) => !one.named)
  const other = operator === undefined ? undefined : connectives[operator.type]
  if (operator !== undefined && other !== undefined) yield said(operator, other, 1.2)
}

function said(node: SyntaxNode, text: string, cost: number): Proposal {
  return {
    changes: [{ start: node.start, end: node.end, text }],
    explanation: `The condition says the contrary: ${text.slice(0, 60)} instead.`,
    cost,
  }
}
