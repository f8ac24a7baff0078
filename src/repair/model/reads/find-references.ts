import { matchesOf } from './matches.js'
import type { Read } from './read.js'

export const findReferences: Read = {
  name: 'find_references',
  purpose: 'Lines in which a name is used, with file and line number.',
  parameters: [{ name: 'name', type: 'string', purpose: 'the bare name' }],
  async answer(given, shelf) {
    const name = /[\p{L}\p{N}_$]{1,100}/u.exec(String(given.get('name') ?? '').slice(0, 200))?.[0]
    if (name === undefined) return 'give the bare name'
    const word = new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'u')
    return matchesOf(shelf, name, (line) => word.test(line))
  },
}
