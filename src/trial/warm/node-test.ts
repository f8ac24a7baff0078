import { freshFiles } from './javascript.js'
import { serverFiles } from './servers.generated.js'
import type { WarmRunner } from './warm-runner.js'

/** What asks for a process a file, or for a report of another kind; a value that is a word of its own is another case. */
const notOurs =
  /^--(test|test-(reporter|reporter-destination|isolation|concurrency|shard)=.*|experimental-test-\S*=.*)$/
const unknown = /^--(test-(isolation|concurrency|shard)|experimental-test-\S*)$/

/** node's own runner in one process, each run a suite of its own. */
export const warmNodeTest: WarmRunner = {
  name: 'node:test',
  isolates: false,
  files: {
    ...freshFiles,
    'node-test.mjs': serverFiles['node-test.mjs'],
    'node-test-reporter.mjs': serverFiles['node-test-reporter.mjs'],
  },
  start(selected, folder, selection) {
    if (selection.kind === 'all' || selection.file === undefined) return undefined
    const [node = 'node', ...rest] = selected
    const flags = rest.slice(0, -1).filter((word) => !notOurs.test(word))
    if (flags.some((word) => unknown.test(word))) return undefined
    const own = [`--test-reporter=${folder}/node-test-reporter.mjs`, '--test-reporter-destination=stdout']
    return [node, ...own, ...flags, `${folder}/node-test.mjs`, ...rest.slice(-1)]
  },
}
