import { descend } from '../../syntax/tree.js'
import { removedNodes, writtenNodes } from './nodes.js'
import { type Changed, couldNotSay, lowered, type Probe, passed } from './probe.js'

const acts =
  /^(?:call|call_expression|throw_statement|raise_statement|assert_statement|if_statement|for_statement|while_statement|return_statement|augmented_assignment|augmented_assignment_expression|assignment|assignment_expression)$/

/** Whole statements taken away and nothing put in their place: what they did may have been wanted by nobody's test. */
export const deletedCode: Probe = {
  name: 'deleted-code',
  asked: 'always',
  async ask({ changed }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const gone = changed.filter(onlyDeletes)
    const [first] = gone
    if (first === undefined) return passed('nothing is only taken away')
    const lines = first.hunks.reduce((sum, hunk) => sum + (hunk.end - hunk.start), 0)
    return lowered(`only takes code away: ${lines} line(s) of ${first.file.path}`)
  },
}

function onlyDeletes(changed: Changed): boolean {
  if (changed.before === undefined) return false
  for (const node of writtenNodes(changed))
    if (node.named && node.type !== 'comment' && isInside(changed, node)) return false
  return [...removedNodes(changed)].some(
    (node) => acts.test(node.type) || [...descend(node)].some((one) => acts.test(one.type)),
  )
}

/** A node that starts on a written line is written; one that only ends there is not among them. */
function isInside(changed: Changed, node: { readonly line: number }): boolean {
  return changed.hunks.some((hunk) => hunk.lines[node.line - 1 - hunk.at]?.trim())
}
