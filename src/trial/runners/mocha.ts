import { fileWord, quote } from '../command/shell.js'
import { launchedAt, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  'config extension fgrep file grep global ignore jobs node-option package reporter reporter-option reporter-options require retries slow spec timeout ui watch-files watch-ignore'
    .split(' ')
    .map((name) => `--${name}`)
    .concat('-r', '-t', '-u', '-R', '-O', '-g', '-f', '-j', '-n', '-s'),
)

/** What would print elsewhere, never end, or stop early. */
const unwanted = /^(-[ROwb]|--(reporter|reporter-options?|watch|bail|no-bail))$/
const namePattern = /^(-[gfi]|--(grep|fgrep|invert))$/

export const mocha: TestRunner = {
  name: 'mocha',
  starts: (words) => /^_?mocha$/.test(programName(words[launchedAt(words)])),
  select(words, selection, report) {
    const at = launchedAt(words)
    const { flags, all } = readArguments(
      words.slice(at + 1),
      valued,
      (flag) =>
        unwanted.test(flag) ||
        (selection.kind !== 'all' && flag === '--spec') ||
        (selection.kind === 'test' && namePattern.test(flag)),
    )
    const own = ['--reporter', 'xunit', '--reporter-option', `output=${report}`]
    const file = selection.kind === 'all' ? undefined : selection.file
    const name = selection.kind === 'test' ? ['--fgrep', quote(selection.test.name)] : []
    return [...words.slice(0, at + 1), ...own, ...name, ...(file === undefined ? all : [...flags, fileWord(file)])]
  },
}
