import type { SyntaxNode, SyntaxTree } from '../../syntax/tree.js'
import { applyChanges } from '../code/edits.js'
import type { Change } from '../code/site.js'

/** Characters compared after a change: enough to see that inserting before or after the same text is one and the same. */
const lookAhead = 200

/**
 * The change that is left when what stays the same is taken off both ends: two ways to write one text have one key.
 * Blanks count, because in Python they are part of the meaning.
 */
export function textKey(path: string, text: string, changes: readonly Change[]): string {
  const start = Math.min(...changes.map((change) => change.start))
  const end = Math.min(text.length, Math.max(...changes.map((change) => change.end)) + lookAhead)
  const before = text.slice(start, end)
  const after = applyChanges(
    before,
    changes.map((change) => ({ ...change, start: change.start - start, end: change.end - start })),
  )
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  const shorter = Math.min(before.length, after.length) - head
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return `${path}:${start + head}:${before.length - head - tail}:${after.slice(head, after.length - tail)}`
}

/** A number for what a tree says, whatever brackets, blanks and comments it is written with. */
export function treeKey(tree: SyntaxTree): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  const add = (text: string): void => {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      high = Math.imul(high ^ code, 2654435761)
      low = Math.imul(low ^ code, 1597334677)
    }
  }
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'comment') return
    const isGroup = node.type === 'parenthesized_expression'
    if (node.children.length === 0) add(` ${tree.text.slice(node.start, node.end)}`)
    else {
      if (!isGroup) add(`(${node.type}`)
      for (const one of node.children) if (!isGroup || one.named) visit(one)
      if (!isGroup) add(')')
    }
  }
  visit(tree.root)
  return (high >>> 0) * 0x200000 + (low >>> 11)
}
