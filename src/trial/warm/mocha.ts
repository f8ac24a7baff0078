import { argumentsOf, freshFiles } from './javascript.js'
import { serverFiles } from './servers.generated.js'
import type { WarmRunner } from './warm-runner.js'

/** mocha in one process: a new Mocha for each run, on modules that are read anew. */
export const warmMocha: WarmRunner = {
  name: 'mocha',
  isolates: false,
  files: { ...freshFiles, 'mocha.mjs': serverFiles['mocha.mjs'] },
  start(selected, folder, selection) {
    const given = argumentsOf(selected, /^_?mocha$/)
    if (given === undefined || selection.kind === 'all' || selection.file === undefined) return undefined
    return ['node', `${folder}/mocha.mjs`, ...given]
  },
}
