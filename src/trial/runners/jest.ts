import { fileWord, quote } from '../command/shell.js'
import { exactPattern, firstPositional, launchedAt, programName, readArguments, type TestRunner } from '../runner.js'
import { nodeFlagsWithValue } from './node-test.js'

const valued: ReadonlySet<string> = new Set(
  [
    'cacheDirectory changedSince collectCoverageFrom config coverageDirectory coverageProvider coverageReporters env',
    'filter globalSetup globalTeardown globals maxConcurrency maxWorkers moduleNameMapper modulePathIgnorePatterns',
    'notifyMode outputFile preset projects reporters resolver rootDir roots seed selectProjects setupFiles',
    'setupFilesAfterEnv shard testEnvironment testMatch testNamePattern testPathIgnorePatterns testPathPattern',
    'testPathPatterns testRegex testRunner testSequencer testTimeout transform',
  ]
    .flatMap((line) => line.split(' '))
    .map((name) => `--${name}`)
    .concat('-c', '-t', '-w'),
)

/** What would print elsewhere, stop early, choose by git history, or fail for reasons other than a test. */
const unwanted =
  /^(--(watch|watchAll|coverage|collectCoverage|passWithNoTests|json|outputFile|ci|cache|no-cache|cacheDirectory|testLocationInResults|onlyChanged|changedSince|onlyFailures|lastCommit|bail)|-[bof])$/
const namePattern = /^(-t|--testNamePattern)$/
const fileMode = /^--(runTestsByPath|findRelatedTests)$/

function jestAt(words: readonly string[]): number {
  const at = launchedAt(words)
  if (programName(words[at]) === 'jest') return at
  if (programName(words[0]) !== 'node') return -1
  // `node --experimental-vm-modules node_modules/jest/bin/jest.js`
  const script = 1 + firstPositional(words.slice(1), nodeFlagsWithValue)
  return programName(words[script]) === 'jest' ? script : -1
}

export const jest: TestRunner = {
  name: 'jest',
  starts: (words) => jestAt(words) !== -1,
  select(words, selection, report) {
    const at = jestAt(words)
    const { flags, all } = readArguments(
      words.slice(at + 1),
      valued,
      (flag) =>
        unwanted.test(flag) ||
        (selection.kind !== 'all' && fileMode.test(flag)) ||
        (selection.kind === 'test' && namePattern.test(flag)),
    )
    const own = ['--ci', '--json', `--outputFile=${report}`, '--testLocationInResults', '--coverage=false']
    const cache = ['--cacheDirectory="$TMPDIR/jest"']
    const file = selection.kind === 'all' ? undefined : selection.file
    const name = selection.kind === 'test' ? ['-t', quote(`^${exactPattern(fullName(selection.test))}$`)] : []
    // The file comes before the project's flags: some of them take all words that follow.
    const rest = file === undefined ? all : ['--runTestsByPath', fileWord(file), ...flags]
    return [...words.slice(0, at + 1), ...own, ...cache, ...name, ...rest]
  },
}

/** jest matches its pattern against the describe blocks and the name, joined by blanks. */
function fullName(test: { suite?: string; name: string }): string {
  const { suite = '', name } = test
  return suite === '' ? name : `${suite.replace(/ [>›] /g, ' ')} ${name}`
}
