import { argumentsOf, freshFiles } from './javascript.js'
import { serverFiles } from './servers.generated.js'
import type { WarmRunner } from './warm-runner.js'

/** jest in one process: it makes contexts of its own for every run, and keeps what it has transformed. */
export const warmJest: WarmRunner = {
  name: 'jest',
  isolates: false,
  files: { ...freshFiles, 'jest.mjs': serverFiles['jest.mjs'] },
  start(selected, folder) {
    // `node --experimental-vm-modules …/jest.js` is how jest reads modules of the language: the flag comes along.
    const flags = selected.filter((word) => word === '--experimental-vm-modules')
    const given = argumentsOf(
      selected.filter((word) => word !== '--experimental-vm-modules'),
      /^jest$/,
    )
    return given === undefined ? undefined : ['node', ...flags, `${folder}/jest.mjs`, ...given]
  },
}
