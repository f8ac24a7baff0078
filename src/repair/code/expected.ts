import type { Failure } from '../../domain.js'
import { type FailingTest, locateTest } from '../../evidence/failing-test.js'
import type { ParsedFile } from '../../syntax/file.js'
import { ancestors, child, descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { wordsIn } from './answers.js'
import { calleeName, isCall } from './shape.js'

const assertionCall =
  /^(?:assert\w*|equals?|is|same|strictEqual|deepEqual|deepStrictEqual|to[A-Z]\w*|eql?|ok|expect|approx|equal|strict_equal|should\w*|match)$/
const simpleLiteral =
  /^(?:string|number|integer|float|true|false|null|none|undefined|template_string|unary_expression|unary_operator|regex)$/
const container = /^(?:array|object|list|dictionary|tuple)$/
/** A default is a word or two: what is longer is a fixture. */
const longestLiteral = 80

/** Literals that the failing assertion compares with, as source text, each once. Inputs of the code under test are left out. */
export function expectedLiterals(failure: Failure, test: ParsedFile | undefined): readonly string[] {
  if (test === undefined) return []
  const found = new Set<string>()
  for (const part of assertionsOf(locateTest(failure, test), test)) {
    for (const node of descend(part)) {
      if (!isLiteral(node) || [...ancestors(node)].some((outer) => outer !== part && isLiteral(outer))) continue
      if (isExpectation(test, node)) found.add(textOf(test.tree, node))
    }
  }
  return [...found].filter((text) => text.length <= longestLiteral)
}

/** The words of the texts that the failing test works with, its expectations and its own title left out. */
export function inputWords(failure: Failure, test: ParsedFile | undefined): ReadonlySet<string> {
  const found = new Set<string>()
  if (test === undefined) return found
  const { block } = locateTest(failure, test)
  for (const node of descend(block)) {
    const isTitle = node.parent?.parent === block
    if (/^(?:string|template_string)$/.test(node.type) && !isTitle && !isExpectation(test, node))
      for (const word of wordsIn(textOf(test.tree, node))) found.add(word)
  }
  return found
}

function assertionsOf(place: FailingTest, test: ParsedFile): readonly SyntaxNode[] {
  if (place.statement !== undefined && /assert|expect|\bis\(|should/.test(textOf(test.tree, place.statement)))
    return [place.statement]
  return [...descend(place.block)].filter(
    (node) =>
      // `test('x', () => assert.ok(y))` has an expression for a body.
      (/^(?:expression_statement|assert_statement)$/.test(node.type) || (node.field === 'body' && isCall(node))) &&
      /^(?:await )?(?:assert|expect|t\.|self\.assert)/.test(textOf(test.tree, node)),
  )
}

function isLiteral(node: SyntaxNode): boolean {
  if (!node.named) return false
  if (simpleLiteral.test(node.type)) return ![...descend(node)].some((one) => /identifier|call/.test(one.type))
  return (
    container.test(node.type) &&
    ![...descend(node)].some((one) =>
      /^(?:identifier|call|call_expression|member_expression|attribute)$/.test(one.type),
    )
  )
}

/** True where the nearest call around the literal is the assertion itself, and not a call of the code under test. */
function isExpectation(test: ParsedFile, node: SyntaxNode): boolean {
  for (const outer of ancestors(node)) {
    if (isCall(outer)) return assertionCall.test(calleeName(test, outer))
    if (outer.type === 'new_expression') return false
    if (outer.type === 'pair' && child(outer, 'key') === node) return false
    if (/_statement$/.test(outer.type)) return outer.type === 'assert_statement'
  }
  return false
}

/** The quoted text without its quotes; undefined for what is no plain string. */
export function unquoted(literal: string): string | undefined {
  return /^(["'])([^"'\\\n]*)\1$/.exec(literal)?.[2]
}
