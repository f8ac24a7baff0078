import type { Edit } from '../../domain.js'

/** What stands in an answer beside its blocks, and the blocks. `undefined` where there is no block at all. */
export type Blocks =
  | { readonly kind: 'blocks'; readonly edits: readonly Edit[]; readonly rest: readonly string[] }
  | { readonly kind: 'malformed'; readonly why: string }

const opening = /^<{5,9} ?SEARCH[ \t]*$/
const divider = /^={5,9}[ \t]*$/
const closing = /^>{5,9} ?REPLACE[ \t]*$/
/** Longer lines hold no path; the cap keeps the expressions below cheap. */
const longestPathLine = 1100

interface OpenBlock {
  readonly path: string
  readonly search: string[]
  readonly replace: string[] | undefined
}

export function isOpening(line: string): boolean {
  return opening.test(line)
}

/** Reads SEARCH/REPLACE blocks, line by line. Prose, headings and fences around them are allowed, guesses are not. */
export function readBlocks(text: string): Blocks | undefined {
  const edits: Edit[] = []
  const rest: string[] = []
  let block: OpenBlock | undefined
  let path: string | undefined
  for (const line of text.split('\n')) {
    if (block === undefined) {
      if (!opening.test(line)) {
        path = pathLine(line) ?? path
        rest.push(line)
        continue
      }
      const named = path ?? barePath(rest)
      if (named === undefined) return { kind: 'malformed', why: 'a SEARCH block without a PATH line before it' }
      path = named
      block = { path: named, search: [], replace: undefined }
    } else if (closing.test(line) && block.replace !== undefined) {
      edits.push(editOf(block.path, block.search, block.replace))
      block = undefined
    } else {
      const next = extend(block, line)
      if ('why' in next) return { kind: 'malformed', why: next.why }
      block = next
    }
  }
  if (block !== undefined) return { kind: 'malformed', why: 'the last block is not closed by >>>>>>> REPLACE' }
  return edits.length === 0 ? undefined : { kind: 'blocks', edits, rest }
}

function extend(block: OpenBlock, line: string): OpenBlock | { readonly why: string } {
  if (opening.test(line)) return { why: 'a SEARCH block begins inside another' }
  if (closing.test(line)) return { why: 'a block has no ======= line between its two texts' }
  if (divider.test(line)) {
    if (block.replace === undefined) return { ...block, replace: [] }
    return { why: 'a block has more than one ======= line, so its two texts cannot be told apart; use the JSON form' }
  }
  ;(block.replace ?? block.search).push(line)
  return block
}

function editOf(path: string, search: readonly string[], replace: readonly string[]): Edit {
  if (search.every((line) => line.trim() === '')) return { path, search: '', replace: `${replace.join('\n')}\n` }
  // Taking lines out takes their line break too, or a blank line would stay.
  if (replace.length === 0) return { path, search: `${search.join('\n')}\n`, replace: '' }
  return { path, search: search.join('\n'), replace: replace.join('\n') }
}

function pathLine(line: string): string | undefined {
  if (line.length > longestPathLine) return undefined
  const match = /^[ \t*#>`-]{0,8}(?:PATH|FILE)[*`]{0,3}[ \t]{0,4}:(.+)$/i.exec(line)
  return match?.[1] === undefined ? undefined : plainPath(match[1])
}

/** Some models write the path alone on the line before the block, in a heading or in backticks. */
function barePath(rest: readonly string[]): string | undefined {
  for (let index = rest.length - 1; index >= Math.max(0, rest.length - 4); index--) {
    const line = rest[index] ?? ''
    if (line.trim() === '' || line.startsWith('```') || line.length > longestPathLine) continue
    const path = plainPath(line)
    return path !== undefined && /^[^\s:]+\.[A-Za-z0-9]{1,12}$/.test(path) ? path : undefined
  }
  return undefined
}

function plainPath(text: string): string | undefined {
  const path = text
    .trim()
    .replace(/^[*#`"' \t]{1,8}/, '')
    .replace(/[*`"': \t]{1,8}$/, '')
  return path === '' ? undefined : path
}
