import { fileWord, quote } from '../command/shell.js'
import { exactPattern, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-c --config --filter --import-map --lock --reporter --junit-path --ignore --location --seed -r'.split(' '),
)
const unwanted =
  /^--(filter|reporter|junit-path|watch|watch-exclude|fail-fast|coverage|coverage-raw-data-only|no-run|permit-no-files|shuffle|clean|inspect(-brk|-wait)?)$/

/** Deno's own runner: its filter sees the name of a whole test, never a step. */
export const denoTest: TestRunner = {
  name: 'deno test',
  starts: (words) => programName(words[0]) === 'deno' && words[1] === 'test',
  select(words, selection, report) {
    const { flags, all } = readArguments(words.slice(2), valued, (flag) => unwanted.test(flag))
    const whole = selection.kind === 'test' ? (selection.test.name.split(' > ')[0] ?? '') : ''
    const name = whole === '' ? [] : [`--filter=${quote(`/^${exactPattern(whole)}$/`)}`]
    const file = selection.kind === 'all' ? undefined : selection.file
    const rest = file === undefined ? all : [...flags, fileWord(file)]
    return [...words.slice(0, 2), `--junit-path=${report}`, ...name, ...rest]
  },
}
