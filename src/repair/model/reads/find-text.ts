import { matchesOf } from './matches.js'
import type { Read } from './read.js'

export const findText: Read = {
  name: 'find_text',
  purpose: 'Lines that contain a text exactly, with file and line number. No patterns.',
  parameters: [{ name: 'text', type: 'string', purpose: 'the text, within one line' }],
  async answer(given, shelf) {
    const text = String(given.get('text') ?? '').slice(0, 200)
    if (text.trim().length < 2 || text.includes('\n')) return 'give a text of two characters or more, within one line'
    return matchesOf(shelf, text, () => true)
  },
}
