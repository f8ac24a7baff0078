import { child, type SyntaxNode, type SyntaxTree } from '../../syntax/tree.js'
import { removedNodes, wordsOf, writtenNodes } from './nodes.js'
import { type Changed, couldNotSay, type Finding, lowered, type Probe, passed, refused } from './probe.js'

/** A condition that is always the same: the branch that the test needs was forced open, or the other one shut. */
export const fixedCondition: Probe = {
  name: 'fixed-condition',
  asked: 'always',
  async ask({ changed }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const findings = changed.flatMap(forced)
    return findings.find((each) => each.value === 'refused') ?? findings[0] ?? passed('no condition is forced')
  },
}

const conditional = /^(?:if_statement|elif_clause|ternary_expression|while_statement|do_statement|for_statement)$/

function forced(changed: Changed): readonly Finding[] {
  const old = new Set([...removedNodes(changed)].map((node) => changed.before && wordsOf(changed.before, node)))
  const findings: Finding[] = []
  for (const node of writtenNodes(changed)) {
    const condition = conditional.test(node.type) ? child(node, 'condition') : undefined
    const place = `line ${node.line} of ${changed.file.path}`
    const value = condition && constantOf(changed.after, condition)
    if (condition !== undefined && value !== undefined && !old.has(wordsOf(changed.after, condition))) {
      // A loop without an end by its condition is a plain way to write one.
      const isLoop = /while|do|for/.test(node.type)
      const words = `the condition in ${place} is always ${value}`
      findings.push(isLoop && value ? lowered(words) : refused(words))
    }
    if (decides(changed.after, node) && !old.has(wordsOf(changed.after, node)))
      findings.push(refused(`half of the condition in ${place} decides it alone`))
  }
  return findings
}

function constantOf(tree: SyntaxTree, condition: SyntaxNode): boolean | undefined {
  const text = wordsOf(tree, condition).replace(/^\(+\s*|\s*\)+$/g, '')
  if (/^(?:true|True|1|!0|!false|not False)$/.test(text)) return true
  if (/^(?:false|False|0|null|None|undefined|!1|!true|not True)$/.test(text)) return false
  const same = /^([\w.]{1,80}) ?(===?|!==?|is not|is) ?([\w.]{1,80})$/.exec(text)
  return same !== null && same[1] === same[3] ? !/^!|not/.test(same[2] ?? '') : undefined
}

/** `… or True`, `… && false`. */
function decides(tree: SyntaxTree, node: SyntaxNode): boolean {
  if (!/^(?:binary_expression|boolean_operator)$/.test(node.type)) return false
  const text = wordsOf(tree, node)
  return /^(?:true|True)\s*(?:\|\||or)\s|\s(?:\|\||or) ?(?:true|True)$|^(?:false|False)\s*(?:&&|and)\s|\s(?:&&|and) ?(?:false|False)$/.test(
    text,
  )
}
