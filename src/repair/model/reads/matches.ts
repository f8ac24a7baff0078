import type { Shelf } from './read.js'
import { searched } from './readable.js'

const mostMatches = 40
const mostPerFile = 8

/** `path:line: text` of lines that match, those nearest to the evidence first. */
export async function matchesOf(shelf: Shelf, needle: string, fits: (line: string) => boolean): Promise<string> {
  const found: string[] = []
  for (const path of searched(shelf.library, shelf.near)) {
    const text = await shelf.library.text(path)
    if (text?.includes(needle) !== true) continue
    let here = 0
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (!line.includes(needle) || !fits(line.slice(0, 2000))) continue
      found.push(`${path}:${index + 1}: ${line.trim().slice(0, 200)}`)
      if (++here >= mostPerFile || found.length >= mostMatches) break
    }
    if (found.length >= mostMatches) return `${found.join('\n')}\n(the first ${mostMatches}; there may be more)`
  }
  return found.length === 0 ? 'no line has it' : found.join('\n')
}
