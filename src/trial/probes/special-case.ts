import { child, descend, type SyntaxNode, type SyntaxTree, textOf } from '../../syntax/tree.js'
import {
  conditionOf,
  guardOf,
  holdsLiteral,
  isLiteral,
  isNeutral,
  removedNodes,
  wordsOf,
  writtenNodes,
} from './nodes.js'
import { type Changed, couldNotSay, type Finding, lowered, type Probe, passed, refused } from './probe.js'

/** The test's own input is compared with, or the test's own answer is given back: the test learnt by heart. */
export const specialCase: Probe = {
  name: 'special-case',
  asked: 'always',
  async ask({ changed, testText }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const findings = changed.flatMap((each) => [...casesIn(each, testText)])
    return (
      findings.find((each) => each.value === 'refused') ??
      findings.find((each) => each.value === 'lowered') ??
      passed('nothing is special to the values of the test')
    )
  },
}

function* casesIn(changed: Changed, testText: string): Generator<Finding> {
  const { after } = changed
  const known = new Set([...removedNodes(changed)].filter(isLiteral).map((node) => wordsOf(after, node)))
  for (const node of writtenNodes(changed)) {
    const value = givenBack(node)
    if (value === undefined || !isLiteral(value)) continue
    const answer = textOf(after, value)
    const guard = conditionOf(node) ?? guardOf(node)
    const input = guard === undefined ? undefined : comparedLiteral(after, guard)
    const isNewInput = input !== undefined && !isNeutral(input) && !known.has(input)
    if (isNewInput && holdsLiteral(testText, input) && (isNeutral(answer) || holdsLiteral(testText, answer))) {
      const words = `gives ${answer.slice(0, 40)} for ${input.slice(0, 40)} alone, and both stand in the test`
      // A name that was forgotten among others reads the same way: for texts only a person can tell.
      yield /^["'`]/.test(input) ? lowered(words) : refused(words)
    } else if (!replacesComputation(changed, node)) continue
    else if (!isNeutral(answer) && holdsLiteral(testText, answer))
      yield refused(`gives back ${answer.slice(0, 40)}, which stands in the test, for what was computed`)
    else if (guard === undefined)
      yield lowered(`gives back ${answer.slice(0, 40)}, whatever is asked, for what was computed`)
  }
}

/** The value of a `return`, or what an arrow function or a conditional gives. */
function givenBack(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'return_statement') return node.children.find((one) => one.named && one.type !== 'comment')
  if (node.type === 'ternary_expression') return child(node, 'consequence')
  if (node.type === 'conditional_expression') return node.children.find((one) => one.named)
  return undefined
}

/** The literal that a condition compares with; of `x in (42,)` the first. */
function comparedLiteral(tree: SyntaxTree, guard: SyntaxNode): string | undefined {
  if (isLiteral(guard)) return textOf(tree, guard)
  for (const node of descend(guard)) {
    const isEquality = node.children.some((one) => !one.named && /^(?:===?|==|in)$/.test(one.type))
    if (!isEquality) continue
    const literal = [...descend(node)].find((one) => isLiteral(one) && !isNeutral(textOf(tree, one)))
    if (literal !== undefined) return textOf(tree, literal)
  }
  return undefined
}

/** A bare `return 42` where a `return` of something worked out was taken away. */
function replacesComputation(changed: Changed, node: SyntaxNode): boolean {
  if (node.type !== 'return_statement') return false
  return [...removedNodes(changed)].some((old) => {
    const value = old.type === 'return_statement' ? givenBack(old) : undefined
    return value !== undefined && !isLiteral(value)
  })
}
