import { argumentsOf, freshFiles } from './javascript.js'
import { serverFiles } from './servers.generated.js'
import type { WarmRunner } from './warm-runner.js'

/** The server writes one report to a place of its own, and watches nothing. */
const notOurs = /^--(reporter|outputFile(\.junit)?)(=|$)/

/**
 * vitest's server in one process, and a worker of its own for every run. Threads start in half the time of processes; where
 * a test can run in processes alone it fails otherwise than in the plain run, and is not kept warm.
 */
export const warmVitest: WarmRunner = {
  name: 'vitest',
  isolates: true,
  files: { ...freshFiles, 'vitest.mjs': serverFiles['vitest.mjs'] },
  start(selected, folder, selection) {
    const given = argumentsOf(selected, /^vitest$/)
    if (given === undefined || selection.kind === 'all' || selection.file === undefined) return undefined
    const own = given.slice(1).filter((word) => !notOurs.test(word))
    const pool = own.some((word) => /^--(pool|threads|no-threads|browser)\b/.test(word)) ? [] : ['--pool=threads']
    return ['node', `${folder}/vitest.mjs`, ...pool, ...own]
  },
}
