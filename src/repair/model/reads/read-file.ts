import { numbered, type Read } from './read.js'
import { fileNamed } from './readable.js'

/** Longer ranges are read in parts: most of a long file is not about the failure. */
const mostLines = 200

export const readFile: Read = {
  name: 'read_file',
  purpose: `A range of lines of a file at the base commit, at most ${mostLines} lines.`,
  parameters: [
    { name: 'path', type: 'string', purpose: 'path in the repository' },
    { name: 'from', type: 'integer', purpose: 'first line, 1 where left out', optional: true },
    { name: 'to', type: 'integer', purpose: 'last line', optional: true },
  ],
  async answer(given, { library }) {
    const named = fileNamed(String(given.get('path') ?? ''), library)
    if ('refused' in named) return named.refused
    const text = await library.text(named.path)
    if (text === undefined) return `${named.path} is not a text file, or is too large`
    const lines = text.split(/\r?\n/)
    const from = Math.max(1, Number(given.get('from') ?? 1))
    const to = Math.min(Number(given.get('to') ?? lines.length), from + mostLines - 1, lines.length)
    if (from > lines.length || to < from) return `${named.path} has ${lines.length} lines`
    return `${named.path}, lines ${from} to ${to} of ${lines.length}:\n${numbered(lines, from, to)}`
  },
}
