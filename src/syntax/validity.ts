import { descend, type SyntaxTree } from './tree.js'

/** How many places the parser could not read. */
function faults(tree: SyntaxTree): number {
  let count = 0
  for (const node of descend(tree.root)) if (node.type === 'ERROR' || node.missing) count++
  return count
}

/**
 * True where a change brought no new syntax error. Files that a grammar does not wholly understand keep the errors
 * that they had: those are the grammar's, not the change's.
 */
export function isStillValid(before: SyntaxTree, after: SyntaxTree): boolean {
  return faults(after) <= faults(before)
}
