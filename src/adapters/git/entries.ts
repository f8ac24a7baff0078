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
    const reading = git(['-c', 'core.quotePath=true', 'ls-tree', '-r', '--full-tree', treeish]).then((result) =>
      parseEntries(result.stdout),
    )
    kept.set(treeish, reading)
    reading.catch(() => kept.delete(treeish))
    const oldest = kept.keys().next()
    if (kept.size > keptTrees && oldest.done !== true) kept.delete(oldest.value)
    return reading
  }
}

/**
 * Reads `<mode> <type> <id>\t<path>` lines. Not `-z`: exec searches what it holds for line ends at every chunk, and
 * without any a large listing takes minutes. A path that is not UTF-8 keeps U+FFFD in it.
 */
function parseEntries(listing: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let start = 0; start < listing.length; ) {
    const end = listing.indexOf('\n', start)
    if (end === -1) break
    const tab = listing.indexOf('\t', start)
    const [mode, , id] = listing.toString('latin1', start, tab).split(' ')
    const path = unquotePath(listing.toString('latin1', tab + 1, end))
    if (mode !== undefined && id !== undefined) entries.push({ mode, id, path })
    start = end + 1
  }
  return entries
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 }

/** Undoes git's C-style quoting: a path with a byte outside printable ASCII stands in quotes, octal escapes and all. */
export function unquotePath(text: string): string {
  if (!text.startsWith('"')) return text
  const bytes: number[] = []
  for (let at = 1; at < text.length - 1; at += 1) {
    const escaped = text[at + 1] ?? ''
    if (text[at] !== '\\') bytes.push(text.charCodeAt(at))
    else if (escaped >= '0' && escaped <= '7') {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 4), 8))
      at += 3
    } else {
      bytes.push(escapes[escaped] ?? escaped.charCodeAt(0))
      at += 1
    }
  }
  return Buffer.from(bytes).toString('utf8')
}
