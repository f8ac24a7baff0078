import { child, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { guardedStatement, leaveBefore, rootName } from '../code/guards.js'
import { argumentsOf, bracketed, calleeName, isCall, isMember, isPlain, nodesAt, propertyOf } from '../code/shape.js'
import { allLanguages, isElsewhere, type Proposal, type Rule, type Site, wordsOf } from '../code/site.js'

/** A division by nothing: `sum(xs) / len(xs)` → `sum(xs) / len(xs) if xs else 0`. JavaScript only shows it as NaN. */
export const zeroDivision: Rule = {
  name: 'zero-division',
  languages: allLanguages,
  applies: (failure) => /ZeroDivisionError|division by zero|\bNaN\b|\bInfinity\b/.test(wordsOf(failure)),
  *candidates(site) {
    if (isElsewhere(site)) return
    for (const node of nodesAt(site)) {
      const divisor = divisorOf(site, node)
      if (divisor !== undefined) yield* guards(site, node, divisor)
    }
  },
}

function divisorOf(site: Site, node: SyntaxNode): SyntaxNode | undefined {
  const operator = node.children.find((one) => !one.named)?.type ?? ''
  if (!/^binary_(?:operator|expression)$/.test(node.type) || !/^(?:\/|\/\/|%)$/.test(operator)) return undefined
  const right = child(node, 'right')
  if (right === undefined || /^(?:number|integer|float|string)$/.test(right.type)) return undefined
  const inner = right.type === 'parenthesized_expression' ? named(right)[0] : right
  return inner !== undefined && (measured(site, inner) !== undefined || isPlain(site.file, inner)) ? inner : undefined
}

/** What `len(xs)` and `xs.length` count. */
function measured(site: Site, node: SyntaxNode): SyntaxNode | undefined {
  if (isCall(node) && calleeName(site.file, node) === 'len') return argumentsOf(node)[0]
  const property = isMember(node) ? propertyOf(node) : undefined
  return property !== undefined && textOf(site.file.tree, property) === 'length' ? node : undefined
}

function* guards(site: Site, node: SyntaxNode, divisor: SyntaxNode): Generator<Proposal> {
  const { file } = site
  const isPython = file.language === 'python'
  const tested = textOf(file.tree, measured(site, divisor) ?? divisor)
  const division = textOf(file.tree, node)
  for (const [index, value] of values(site).entries()) {
    const text = isPython
      ? `${division} if ${tested} else ${value}`
      : `${tested === textOf(file.tree, divisor) ? `${tested} === 0` : `!${tested}`} ? ${value} : ${division}`
    yield {
      changes: [{ start: node.start, end: node.end, text: bracketed(node, text) }],
      explanation: `Gives ${value} where ${tested} is nothing to divide by.`,
      cost: index * 0.8,
    }
    const statement = guardedStatement(node, rootName(tested), site)
    if (statement === undefined) continue
    const condition = isPython ? `not ${tested}` : `${tested} === 0`
    yield {
      changes: [leaveBefore(site, statement, condition, `return ${value}`)],
      explanation: `Returns ${value} where ${tested} is nothing to divide by.`,
      cost: 0.4 + index * 0.8,
    }
  }
}

/** Nought, unless the test expects another word for nothing. */
function values(site: Site): readonly string[] {
  const nothing = site.code.expected.filter((text) => /^(?:null|None|0|0\.0|1|1\.0|100)$/.test(text))
  return [...new Set([...nothing.filter((text) => !/^1/.test(text)), '0', ...nothing])]
}
