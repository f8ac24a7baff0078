import { fileWord } from '../command/shell.js'
import { launchedAt, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(['--require', '-r', '--ignore', '-i', '--import'])

/** tape prints TAP, assertion by assertion; a file is the smallest part that can be run from outside. */
export const tape: TestRunner = {
  name: 'tape',
  starts: (words) => programName(words[launchedAt(words)]) === 'tape',
  select(words, selection) {
    const at = launchedAt(words)
    const { flags, all } = readArguments(words.slice(at + 1), valued, (flag) => flag === '--only')
    const file = selection.kind === 'all' ? undefined : selection.file
    return [...words.slice(0, at + 1), ...(file === undefined ? all : [...flags, fileWord(file)])]
  },
  collects: { kind: 'output' },
}
