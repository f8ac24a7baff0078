import { isFunction } from '../../syntax/definitions.js'
import { ancestors, child, named, type SyntaxNode, textOf } from '../../syntax/tree.js'
import { isStatement } from './shape.js'
import type { Change, Site } from './site.js'

/**
 * Sends the conditional expression around a read into its other branch where the value is missing: the project has
 * already said there what is to be taken. Undefined where the read stands in no branch.
 */
export function otherBranch(site: Site, node: SyntaxNode, shown: string): Change | undefined {
  const { tree, language } = site.file
  let inner = node
  for (const outer of ancestors(node)) {
    if (isStatement(outer) || isFunction(outer)) return undefined
    const condition = conditionAround(outer)
    if (condition !== undefined && inner !== condition) {
      const isFirst = language === 'python' ? named(outer)[0] === inner : inner.field === 'consequence'
      const [present, absent] =
        language === 'python'
          ? [`and ${shown} is not None`, `or ${shown} is None`]
          : [`&& ${shown} != null`, `|| ${shown} == null`]
      const own = textOf(tree, condition)
      const isLoose = /\bor\b|\band\b|\|\||&&|\?/.test(own)
      const text = `${isLoose ? `(${own})` : own} ${isFirst ? present : absent}`
      return { start: condition.start, end: condition.end, text }
    }
    inner = outer
  }
  return undefined
}

function conditionAround(node: SyntaxNode): SyntaxNode | undefined {
  if (node.type === 'conditional_expression') return named(node)[1]
  return node.type === 'ternary_expression' ? child(node, 'condition') : undefined
}
