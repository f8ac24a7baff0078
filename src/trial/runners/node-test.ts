import { fileWord, quote } from '../command/shell.js'
import { exactPattern, firstPositional, programName, readArguments, type TestRunner } from '../runner.js'

/** Flags of node that take the next word for their value. */
export const nodeFlagsWithValue: ReadonlySet<string> = new Set([
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
  '--conditions',
  '-C',
  '--env-file',
  '--env-file-if-exists',
  '--test-reporter',
  '--test-reporter-destination',
  '--test-name-pattern',
  '--test-skip-pattern',
  '--test-concurrency',
  '--test-timeout',
  '--test-shard',
  '--test-isolation',
  '--experimental-test-isolation',
  '--test-global-setup',
  '--test-coverage-include',
  '--test-coverage-exclude',
  '--watch-path',
  '--input-type',
  '--title',
  '--icu-data-dir',
])

/** A watcher never ends, and the project's own reporters and coverage limits would speak where ours belong. */
const unwanted = /^--(watch|watch-path|test-reporter|test-reporter-destination|experimental-test-coverage)$/
const namePattern = /^--test-(name|skip)-pattern$/

/** Node's own runner. Its JUnit reporter carries the test names, and the file on newer versions. */
export const nodeTest: TestRunner = {
  name: 'node:test',
  starts(words) {
    if (programName(words[0]) !== 'node') return false
    const rest = words.slice(1)
    return rest.slice(0, firstPositional(rest, nodeFlagsWithValue)).includes('--test')
  },
  select(words, selection, report) {
    const isOne = selection.kind === 'test'
    const { flags, all } = readArguments(
      words.slice(1),
      nodeFlagsWithValue,
      (flag) => unwanted.test(flag) || (isOne && namePattern.test(flag)),
    )
    const reporters = ['spec', 'stdout', 'junit', report].map((value, index) =>
      index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
    )
    const pattern = isOne ? [`--test-name-pattern=${quote(`^${exactPattern(selection.test.name)}$`)}`] : []
    const file = selection.kind === 'all' ? undefined : selection.file
    const own = [words[0] ?? 'node', ...reporters, ...pattern]
    return file === undefined ? [...own, ...all] : [...own, ...flags, fileWord(file)]
  },
}
