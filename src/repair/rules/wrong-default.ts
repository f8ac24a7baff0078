import { child, descend, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { defaultsFor } from '../code/defaults.js'
import { argumentsOf, bracketed, calleeName, isCall, isMember, isPlain, isSubscript } from '../code/shape.js'
import { allLanguages, type Proposal, type Rule, regionOf, type Site, wordsOf } from '../code/site.js'

/** Defaults that also replace 0, '' and false, tests for "nothing" that they do not pass, and values without one. */
export const wrongDefault: Rule = {
  name: 'wrong-default',
  languages: allLanguages,
  isGuess: true,
  applies: (failure) => !/SyntaxError|ReferenceError|NameError|ImportError|IndexError/.test(failure.exception ?? ''),
  *candidates(site) {
    const isUndefined = /\bNaN\b|\bundefined\b|\bInvalid Date\b/.test(wordsOf(site.failure))
    for (const node of descend(regionOf(site))) {
      yield* nullish(site, node)
      yield* emptiness(site, node)
      if (isUndefined && !/^(?:python)$/.test(site.file.language)) yield* withoutDefault(site, node)
    }
  },
}

function* nullish(site: Site, node: SyntaxNode): Generator<Proposal> {
  const { tree } = site.file
  const [left, right] = [child(node, 'left'), child(node, 'right')]
  const operator = node.children.find((one) => !one.named)
  if (left === undefined || right === undefined || operator === undefined) return
  if (node.type === 'binary_expression' && operator.type === '||' && !/^binary|^unary/.test(left.type)) {
    yield said(operator.start, operator.end, '??', 'Keeps 0, an empty text and false: only nothing is replaced.', 0.6)
  } else if (node.type === 'binary_expression' && operator.type === '??') {
    yield said(operator.start, operator.end, '||', 'Replaces 0 and an empty text too.', 2.4)
  } else if (node.type === 'boolean_operator' && operator.type === 'or' && !/operator$/.test(left.type)) {
    const [value, other] = [textOf(tree, left), textOf(tree, right)]
    const key =
      isCall(left) && calleeName(site.file, left) === 'get' && argumentsOf(left).length === 1
        ? argumentsOf(left)[0]
        : undefined
    if (key !== undefined)
      yield said(key.end, node.end, `, ${other})`, 'Keeps 0 and an empty text: only a missing key is replaced.', 0.6)
    if (isPlain(site.file, left))
      yield said(
        node.start,
        node.end,
        bracketed(node, `${value} if ${value} is not None else ${other}`),
        'Keeps 0 and an empty text: only None is replaced.',
        0.8,
      )
  }
}

/** `if (!count)` is true for 0, too. */
function* emptiness(site: Site, node: SyntaxNode): Generator<Proposal> {
  const isNegation =
    node.type === 'not_operator' || (node.type === 'unary_expression' && node.children[0]?.type === '!')
  const value = isNegation ? named(node)[0] : undefined
  if (value === undefined || (!isMember(value) && !isSubscript(value) && value.type !== 'identifier')) return
  const text = textOf(site.file.tree, value)
  const test = node.type === 'not_operator' ? `${text} is None` : `${text} == null`
  yield said(
    node.start,
    node.end,
    bracketed(node, test),
    `0 and an empty text are values: only nothing is refused.`,
    1.2,
  )
}

/** A property that is missing shows as NaN or "undefined" where it is used. */
function* withoutDefault(site: Site, node: SyntaxNode): Generator<Proposal> {
  if (!isMember(node) && !isSubscript(node)) return
  const parent = node.parent?.type === 'template_substitution' ? node.parent : node.parent
  if (
    parent === undefined ||
    !/^(?:binary_expression|template_substitution|augmented_assignment_expression|variable_declarator|return_statement|pair)$/.test(
      parent.type,
    )
  )
    return
  if (
    parent.type === 'binary_expression' &&
    /\?\?|\|\||&&|===?|!==?/.test(parent.children.find((one) => !one.named)?.type ?? '')
  )
    return
  for (const value of defaultsFor(site, node).slice(0, 3)) {
    const text = `${textOf(site.file.tree, node)} ?? ${value.text}`
    yield said(
      node.start,
      node.end,
      bracketed(node, text),
      `Takes ${value.text} where the property is missing.`,
      0.2 + value.cost,
    )
  }
}

function said(start: number, end: number, text: string, explanation: string, cost: number): Proposal {
  return { changes: [{ start, end, text }], explanation, cost }
}
