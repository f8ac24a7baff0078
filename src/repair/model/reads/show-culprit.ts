import type { Read } from './read.js'

export const showCulprit: Read = {
  name: 'show_culprit',
  purpose: 'Diff of the commit that is held to have brought the failure.',
  parameters: [],
  async answer(_given, { library }) {
    return (await library.culprit()) ?? 'no such commit is known'
  },
}
