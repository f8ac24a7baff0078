import { launchedAt, programName, splitArguments, type TestRunner } from '../runner.js'
import { quote } from '../shell.js'

const valued = new Set([
  '-r',
  '--require',
  '--config',
  '--extension',
  '--spec',
  '--ignore',
  '-t',
  '--timeout',
  '-u',
  '--ui',
  '-R',
  '--reporter',
  '-O',
  '--reporter-option',
])

/** Flags of the project's own reporter, with the value that follows. */
function withoutReporter(flags: readonly string[]): string[] {
  const reporter = /^(-R|-O|--reporter|--reporter-options?)$/
  return flags.filter(
    (flag, index) => !reporter.test(flag.replace(/=.*/, '')) && !reporter.test(flags[index - 1] ?? ''),
  )
}

export const mocha: TestRunner = {
  name: 'mocha',
  starts: (words) => /^_?mocha$/.test(programName(words[launchedAt(words)])),
  select(words, selection, report) {
    const at = launchedAt(words)
    const { flags, positional } = splitArguments(words.slice(at + 1), valued)
    const own = ['--reporter', 'xunit', '--reporter-option', `output=${report}`]
    const file = selection.kind === 'all' ? undefined : selection.file
    const name = selection.kind === 'test' ? ['--fgrep', quote(selection.test.name)] : []
    return [
      ...words.slice(0, at + 1),
      ...withoutReporter(flags),
      ...own,
      ...name,
      ...(file === undefined ? positional : [quote(file)]),
    ]
  },
}
