import { exactPattern, launchedAt, programName, splitArguments, type TestRunner } from '../runner.js'
import { quote } from '../shell.js'

const valued = new Set(['-c', '--config', '-r', '--root', '--project', '--dir', '--environment', '--pool'])

export const vitest: TestRunner = {
  name: 'vitest',
  starts: (words) => programName(words[launchedAt(words)]) === 'vitest',
  select(words, selection, report) {
    const at = launchedAt(words)
    const { flags, positional } = splitArguments(words.slice(at + 1), valued)
    const kept = flags.filter((flag) => !/^--(watch|ui|coverage|passWithNoTests|reporter|outputFile)\b|^-w$/.test(flag))
    const patterns = positional.filter((word) => word !== 'run' && word !== 'watch' && word !== 'dev')
    const own = ['--reporter=default', '--reporter=junit', `--outputFile.junit=${report}`, '--coverage.enabled=false']
    const file = selection.kind === 'all' ? undefined : selection.file
    const name = selection.kind === 'test' ? ['-t', quote(`${exactPattern(selection.test.name)}$`)] : []
    return [
      ...words.slice(0, at + 1),
      'run',
      ...kept,
      ...own,
      ...name,
      ...(file === undefined ? patterns : [quote(file)]),
    ]
  },
}
