import { exactPattern, launchedAt, programName, splitArguments, type TestRunner } from '../runner.js'
import { quote } from '../shell.js'

const valued = new Set(['-c', '--config', '--selectProjects', '--maxWorkers', '-w', '--testTimeout', '--reporters'])

function jestAt(words: readonly string[]): number {
  const at = launchedAt(words)
  if (programName(words[at]) === 'jest') return at
  // `node --experimental-vm-modules node_modules/jest/bin/jest.js`
  return programName(words[0]) === 'node' ? words.findIndex((word) => /(^|\/)jest(\.js)?$/.test(word)) : -1
}

export const jest: TestRunner = {
  name: 'jest',
  starts: (words) => jestAt(words) !== -1,
  select(words, selection, report) {
    const at = jestAt(words)
    const { flags, positional } = splitArguments(words.slice(at + 1), valued)
    const kept = flags.filter((flag) => !/^--(watch|watchAll|coverage|passWithNoTests|json|outputFile)\b/.test(flag))
    const own = ['--ci', '--json', `--outputFile=${report}`, '--testLocationInResults', '--coverage=false']
    const cache = ['--cacheDirectory="$TMPDIR/jest"']
    const file = selection.kind === 'all' ? undefined : selection.file
    const files = file === undefined ? positional : ['--runTestsByPath', quote(file)]
    const name = selection.kind === 'test' ? ['-t', quote(`^${exactPattern(fullName(selection.test))}$`)] : []
    return [...words.slice(0, at + 1), ...kept, ...own, ...cache, ...name, ...files]
  },
}

/** jest matches its pattern against the describe blocks and the name, joined by blanks. */
function fullName(test: { suite?: string; name: string }): string {
  return test.suite === undefined || test.suite === '' ? test.name : `${test.suite.replaceAll(' > ', ' ')} ${test.name}`
}
