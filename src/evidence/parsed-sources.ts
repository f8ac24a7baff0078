import type { Source } from '../domain.js'
import type { ParsedFile } from '../syntax/file.js'

// Beside the evidence and not in it: evidence is plain data that may be written out, a tree is not.
const trees = new WeakMap<Source, ParsedFile>()

/** Keeps the tree that a source was judged by: parsing a long file again takes as long as all the rules together. */
export function withTree(source: Source, file: ParsedFile | undefined): Source {
  if (file !== undefined) trees.set(source, file)
  return source
}

/** The tree of a source that was gathered in this process. */
export function treeOf(source: Source): ParsedFile | undefined {
  return trees.get(source)
}
