import { fileWord, quote } from '../command/shell.js'
import { exactPattern, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-I -r -O -o -f -e -t -P -E --require --options --order --seed --out --format --deprecation-out --example --example-matches --tag --default-path --pattern --exclude-pattern --failure-exit-code --error-exit-code'.split(
    ' ',
  ),
)
const unwanted =
  /^(-[foedwp]|--(format|out|fail-fast|dry-run|only-failures|next-failure|profile|bisect|failure-exit-code|error-exit-code))$/
const namePattern = /^(-e|-E|--example|--example-matches)$/

export function afterBundler(words: readonly string[]): number {
  return programName(words[0]) === 'bundle' && words[1] === 'exec' ? 2 : 0
}

/** RSpec's JSON names each example by its whole description. */
export const rspec: TestRunner = {
  name: 'rspec',
  starts: (words) => programName(words[afterBundler(words)]) === 'rspec',
  select(words, selection, report) {
    const at = afterBundler(words) + 1
    const isOne = selection.kind === 'test'
    const { flags, all } = readArguments(
      words.slice(at),
      valued,
      (flag) => unwanted.test(flag) || (isOne && namePattern.test(flag)),
    )
    const own = ['--no-color', '--no-fail-fast', '--format', 'documentation', '--format', 'json', '--out', report]
    const name = isOne ? ['--example-matches', quote(`${exactPattern(selection.test.name)}$`)] : []
    const file = selection.kind === 'all' ? undefined : selection.file
    return [...words.slice(0, at), ...own, ...name, ...(file === undefined ? all : [...flags, fileWord(file)])]
  },
}
