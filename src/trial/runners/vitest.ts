import { fileWord, quote } from '../command/shell.js'
import { exactPattern, launchedAt, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  'bail changed config configLoader dir environment exclude hookTimeout maxConcurrency maxWorkers minWorkers mode outputFile pool project reporter retry root shard testNamePattern testTimeout'
    .split(' ')
    .map((name) => `--${name}`)
    .concat('-c', '-r', '-t'),
)

/** What would never end, print elsewhere, stop early, or fail for reasons other than a test. */
const unwanted =
  /^(--(watch|no-watch|run|ui|open|coverage(\..*)?|no-coverage|passWithNoTests|reporter|outputFile(\..*)?|bail|changed|update|standalone)|-[wu])$/
const namePattern = /^(-t|--testNamePattern)$/
const command = /^(run|watch|dev)$/

export const vitest: TestRunner = {
  name: 'vitest',
  starts: (words) => programName(words[launchedAt(words)]) === 'vitest',
  select(words, selection, report) {
    const at = launchedAt(words)
    const given = words.slice(at + 1)
    const { flags, all } = readArguments(
      command.test(given[0] ?? '') ? given.slice(1) : given,
      valued,
      (flag) => unwanted.test(flag) || (selection.kind === 'test' && namePattern.test(flag)),
    )
    const own = ['--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`, '--coverage.enabled=false']
    const file = selection.kind === 'all' ? undefined : selection.file
    const name = selection.kind === 'test' ? ['-t', quote(`${nameIn(selection.test.name)}$`)] : []
    return [
      ...words.slice(0, at + 1),
      'run',
      ...own,
      ...name,
      ...(file === undefined ? all : [...flags, fileWord(file)]),
    ]
  },
}

/** Reports join describe blocks and the name by ` > `, and the pattern is held against them joined by blanks. */
function nameIn(test: string): string {
  return exactPattern(test).replaceAll(' > ', '( > | )')
}
