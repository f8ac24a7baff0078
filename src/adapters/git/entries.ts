import type { TreeEntry } from '../../ports.js'
import type { Git } from './run-git.js'

/** A run looks at its base again and again, and at a candidate's tree once or twice. */
const keptTrees = 4

/** Lists trees, remembering the last few: a tree's id is its content. `treeish` is a full object id. */
export function createTreeReader(git: Git): (treeish: string) => Promise<readonly TreeEntry[]> {
  const kept = new Map<string, Promise<readonly TreeEntry[]>>()
  return (treeish) => {
    const known = kept.get(treeish)
    if (known !== undefined) return known
    const reading = git(['ls-tree', '-r', '-z', '--full-tree', treeish]).then((result) => parseEntries(result.stdout))
    kept.set(treeish, reading)
    reading.catch(() => kept.delete(treeish))
    const oldest = kept.keys().next()
    if (kept.size > keptTrees && oldest.done !== true) kept.delete(oldest.value)
    return reading
  }
}

/** Reads `ls-tree -z`: `<mode> <type> <id>\t<path>\0`. A path that is not UTF-8 keeps U+FFFD in it. */
function parseEntries(listing: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf(0, start)
    if (end === -1) break
    const tab = listing.indexOf(9, start)
    const [mode, , id] = listing.toString('latin1', start, tab).split(' ')
    if (mode !== undefined && id !== undefined) entries.push({ mode, id, path: listing.toString('utf8', tab + 1, end) })
    start = end + 1
  }
  return entries
}
