import type { Read } from './read.js'

export const showLastRun: Read = {
  name: 'show_last_run',
  purpose: 'What the run of the last edit that was tried printed, whole.',
  parameters: [],
  async answer(_given, { trials }) {
    const last = trials.findLast(({ verdict }) => verdict.output !== '')
    return last?.verdict.output ?? 'no edit was run yet'
  },
}
