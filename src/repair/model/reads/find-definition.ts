import type { RepoPath } from '../../../domain.js'
import { numbered, type Read, type Shelf } from './read.js'
import { searched } from './readable.js'

const mostShown = 4
const mostLines = 120
/** Words that begin a definition in the languages that are not parsed here. */
const opener =
  /\b(?:def|defp|func|fun|fn|function|sub|proc|class|struct|interface|trait|protocol|type|typedef|enum|record|object|module|impl|const|let|var|val)\b/

export const findDefinition: Read = {
  name: 'find_definition',
  purpose: 'The whole function, method, class or constant of a name, wherever it is defined.',
  parameters: [{ name: 'name', type: 'string', purpose: 'the bare name, for example parsePrice' }],
  async answer(given, shelf) {
    const name = bareName(String(given.get('name') ?? ''))
    if (name === '') return 'give the bare name of a function, method, class or constant'
    const found: string[] = []
    for (const path of searched(shelf.library, shelf.near)) {
      const text = await shelf.library.text(path)
      if (text?.includes(name) === true) found.push(...(await definedIn(path, text, name, shelf)))
      if (found.length >= mostShown) break
    }
    return found.length === 0 ? `no definition of ${name} was found` : found.slice(0, mostShown).join('\n\n')
  },
}

/** `Cart.total()` and `pkg::Cart::total` are asked for as often as `total`. */
function bareName(text: string): string {
  return /([\p{L}\p{N}_$]{1,100})[`'"]?(?:\(\)?)?[`'"]?$/u.exec(text.trim().slice(-200))?.[1] ?? ''
}

async function definedIn(path: RepoPath, text: string, name: string, { library }: Shelf): Promise<string[]> {
  const lines = text.split(/\r?\n/)
  const parsed = (await library.definitions(path))?.filter((each) => each.name === name) ?? []
  const ranges = parsed.length > 0 ? parsed : byWords(lines, name)
  return ranges.map(({ firstLine, lastLine }) => {
    const last = Math.min(lastLine, firstLine + mostLines - 1)
    return `${path}, lines ${firstLine} to ${last}:\n${numbered(lines, firstLine, last)}`
  })
}

/** By the words of a definition and by indentation: good enough to read by. */
function byWords(lines: readonly string[], name: string): { firstLine: number; lastLine: number }[] {
  const found: { firstLine: number; lastLine: number }[] = []
  const whole = new RegExp(`(?:^|[^\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'u')
  for (const [index, full] of lines.entries()) {
    const line = full.slice(0, 300)
    if (!line.includes(name) || !whole.test(line)) continue
    const before = line.slice(0, line.search(whole) + 1)
    const assigned = new RegExp(`^\\s{0,80}${name.replaceAll('$', '\\$')}\\s{0,20}(?::[^=]{0,80})?=[^=]`, 'u').test(
      line,
    )
    if (opener.test(before) || assigned) found.push({ firstLine: index + 1, lastLine: endOf(lines, index) })
  }
  return found
}

function endOf(lines: readonly string[], start: number): number {
  const indent = indentOf(lines[start] ?? '')
  for (let at = start + 1; at < Math.min(lines.length, start + mostLines); at++) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || indentOf(line) > indent) continue
    // A closing bracket or `end` belongs to what it closes.
    return /^\s*(?:[\])}]|end\b)/.test(line.slice(0, 300)) ? at + 1 : at
  }
  return Math.min(lines.length, start + mostLines)
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
