import { quote } from '../command/shell.js'
import { exactPattern, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-t --test-name-pattern --preload -r --timeout --rerun-each --bail --reporter --reporter-outfile --coverage-reporter --coverage-dir --config -c --env-file --tsconfig-override'.split(
    ' ',
  ),
)
const unwanted =
  /^--(watch|hot|bail|reporter|reporter-outfile|coverage|coverage-reporter|coverage-dir|update-snapshots|rerun-each|pass-with-no-tests|only-failures|changed)$/
const namePattern = /^(-t|--test-name-pattern)$/

/** Bun's own runner. A positional word that does not begin with `./` is a part of a name. */
export const bunTest: TestRunner = {
  name: 'bun test',
  starts: (words) => programName(words[0]) === 'bun' && words[1] === 'test',
  select(words, selection, report) {
    const isOne = selection.kind === 'test'
    const { flags, all } = readArguments(
      words.slice(2),
      valued,
      (flag) => unwanted.test(flag) || (isOne && namePattern.test(flag)),
    )
    const own = ['--reporter=junit', `--reporter-outfile=${report}`]
    const name = isOne ? ['-t', quote(`${exactPattern(selection.test.name)}$`)] : []
    const file = selection.kind === 'all' ? undefined : selection.file
    return [...words.slice(0, 2), ...own, ...name, ...(file === undefined ? all : [...flags, quote(`./${file}`)])]
  },
}
