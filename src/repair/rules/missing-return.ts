import { enclosingFunction, isFunction } from '../../syntax/definitions.js'
import { bound } from '../../syntax/scope.js'
import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { indentAt, isCall, semicolon } from '../code/shape.js'
import { allLanguages, namesNoName, type Proposal, type Rule, regionOf, type Site, wordsOf } from '../code/site.js'

/** A function that computes its answer and falls off its end without giving it. */
export const missingReturn: Rule = {
  name: 'missing-return',
  languages: allLanguages,
  applies: namesNoName,
  *candidates(site) {
    const isNothing = /\bundefined\b|\bNone\b|NoneType/.test(wordsOf(site.failure))
    for (const node of descend(regionOf(site))) {
      const body = isFunction(node) ? child(node, 'body') : undefined
      if (
        body === undefined ||
        !/block$/.test(body.type) ||
        /^(?:constructor|__init__)$/.test(textOf(site.file.tree, child(node, 'name') ?? body).slice(0, 20))
      )
        continue
      for (const proposal of endings(site, node, body))
        yield { ...proposal, cost: proposal.cost + (isNothing ? 0 : 1.6) }
    }
  },
}

function* endings(site: Site, home: SyntaxNode, body: SyntaxNode): Generator<Proposal> {
  const last = named(body).at(-1)
  if (last === undefined) return
  const value = last.type === 'expression_statement' ? named(last)[0] : undefined
  if (value !== undefined && isAnswer(value)) {
    yield {
      changes: [{ start: last.start, end: last.start, text: 'return ' }],
      explanation: 'Gives the value that it computes last.',
      cost: 0.5,
    }
  }
  if (last.type === 'return_statement') return
  const indent = indentAt(site.file.text, last.start)
  for (const [index, name] of locals(site, home, body).entries()) {
    const text = `\n${indent}return ${name}${semicolon(site.file)}`
    yield {
      changes: [{ start: last.end, end: last.end, text }],
      explanation: `Gives ${name}, which it has just made.`,
      cost: 0.7 + index * 0.4,
    }
  }
}

function isAnswer(value: SyntaxNode): boolean {
  return (
    isCall(value) ||
    /^(?:await|await_expression|binary_expression|binary_operator|identifier|member_expression|comparison_operator|boolean_operator|ternary_expression|template_string|object|new_expression)$/.test(
      value.type,
    )
  )
}

/** What the function itself binds, the first one first: results are named before they are filled. */
function locals(site: Site, home: SyntaxNode, body: SyntaxNode): readonly string[] {
  const names = new Set<string>()
  for (const node of descend(body)) {
    if (enclosingFunction(node) !== home || !/^(?:variable_declarator|assignment)$/.test(node.type)) continue
    for (const name of bound(site.file.tree, child(node, 'name') ?? child(node, 'left'))) names.add(name)
  }
  return [...names].slice(0, 4)
}
