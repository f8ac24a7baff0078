import { programName } from '../runner.js'
import { serverFiles } from './servers.generated.js'

/** What every server for a runner of JavaScript needs beside its own file. */
export const freshFiles = {
  'fresh.mjs': serverFiles['fresh.mjs'],
  'fresh-hooks.mjs': serverFiles['fresh-hooks.mjs'],
  'node-test-shim.mjs': serverFiles['node-test-shim.mjs'],
} as const

/** Where a runner's own arguments begin, or -1: behind a launcher, and behind `node` with flags of its own. */
export function argumentsOf(words: readonly string[], program: RegExp): readonly string[] | undefined {
  const at = words.findIndex((word) => program.test(programName(word)))
  // A flag of node before the runner (a loader, a condition) would be lost on the way.
  if (at === -1 || words.slice(0, at).some((word) => word.startsWith('--') && !/^--(no-install|yes)$/.test(word)))
    return undefined
  return words.slice(at + 1)
}
