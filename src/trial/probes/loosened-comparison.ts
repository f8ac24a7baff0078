import { loosensComparison } from '../choosing/loosens.js'
import { couldNotSay, lowered, type Probe, passed } from './probe.js'

/** "Smaller" or "larger" that became "different": the branch that the test needs is open to nearly everything. */
export const loosenedComparison: Probe = {
  name: 'loosened-comparison',
  asked: 'always',
  async ask({ changed }) {
    if (changed.length === 0) return couldNotSay('no changed file is in a language that can be read')
    const loose = changed.find(({ file }) => loosensComparison({ files: [file] }))
    return loose === undefined
      ? passed('no comparison by size is given up')
      : lowered(`a comparison by size in ${loose.file.path} only became "different": true of all values but one`)
  },
}
