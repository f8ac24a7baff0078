import { exactPattern, programName, splitArguments, type TestRunner } from '../runner.js'
import { quote } from '../shell.js'

const valued = new Set([
  '--import',
  '--require',
  '-r',
  '--loader',
  '--experimental-loader',
  '--conditions',
  '-C',
  '--env-file',
  '--test-reporter',
  '--test-reporter-destination',
])

/** Reporters of the project's own choice would print where ours belong. */
function withoutReporters(flags: readonly string[]): string[] {
  return flags.filter(
    (flag, index) =>
      !/^--test-reporter(-destination)?(=|$)/.test(flag) &&
      !/^--test-reporter(-destination)?$/.test(flags[index - 1] ?? ''),
  )
}

/** Node's own runner. Its JUnit reporter carries the test names, and the file on newer versions. */
export const nodeTest: TestRunner = {
  name: 'node:test',
  starts: (words) => programName(words[0]) === 'node' && words.some((word) => word === '--test'),
  select(words, selection, report) {
    const { flags, positional } = splitArguments(words.slice(1), valued)
    const reporters = ['spec', 'stdout', 'junit', report].map((value, index) =>
      index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
    )
    const pattern =
      selection.kind === 'test' ? [`--test-name-pattern=${quote(`^${exactPattern(selection.test.name)}$`)}`] : []
    const file = selection.kind === 'all' ? undefined : selection.file
    const files = file === undefined ? positional : [quote(file)]
    return [words[0] ?? 'node', ...withoutReporters(flags), ...reporters, ...pattern, ...files]
  },
}
