import type { ParsedFile } from '../../syntax/file.js'
import type { Syntax } from '../../syntax/open.js'
import type { SyntaxNode } from '../../syntax/tree.js'
import { isStillValid } from '../../syntax/validity.js'
import { applyChanges } from './edits.js'
import type { Change } from './site.js'

/**
 * True where the changes bring no new syntax error. Only the statements of the file's top level that they touch are
 * parsed again: each of them means the same alone, and a long file takes a long time.
 */
export async function staysValid(file: ParsedFile, changes: readonly Change[], syntax: Syntax): Promise<boolean> {
  const from = Math.min(...changes.map((change) => change.start))
  const to = Math.max(...changes.map((change) => change.end))
  const touched = file.tree.root.children.filter((one) => one.end >= from && one.start <= to)
  const start = Math.min(from, ...touched.map((one) => one.start))
  const end = Math.max(to, ...touched.map((one) => one.end))
  const moved = changes.map((change) => ({ ...change, start: change.start - start, end: change.end - start }))
  const after = await syntax.parse(file.language, applyChanges(file.text.slice(start, end), moved))
  return isStillValid({ ...file.tree, root: part(file, touched) }, after)
}

function part(file: ParsedFile, children: readonly SyntaxNode[]): SyntaxNode {
  return { ...file.tree.root, type: 'part', children }
}
