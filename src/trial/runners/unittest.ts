import { quote } from '../command/shell.js'
import { programName, readArguments, type Selection, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set([
  '-k',
  '-s',
  '-p',
  '-t',
  '--start-directory',
  '--pattern',
  '--top-level-directory',
  '--durations',
])
const unwanted = /^(-[vqfbck]|--(verbose|quiet|failfast|catch|buffer|locals|durations))$/

/** Where unittest's own arguments begin, or -1. */
function argumentsAt(words: readonly string[]): number {
  const program = programName(words[0])
  if (/^(uv|poetry|pipenv|hatch)$/.test(program) && words[1] === 'run') {
    const inner = argumentsAt(words.slice(2))
    return inner === -1 ? -1 : inner + 2
  }
  return /^python[0-9.]*$/.test(program) && words[1] === '-m' && words[2] === 'unittest' ? 3 : -1
}

/**
 * A part of the test's dotted id, for `-k`: the module's own place depends on where discovery starts, class and name do
 * not.
 */
export function idPart(selection: Selection): string | undefined {
  if (selection.kind === 'all') return undefined
  const module = /([^/]+)\.py$/.exec(selection.file ?? '')?.[1]
  if (selection.kind === 'file') return module === undefined ? undefined : `${module}.`
  const { suite = '', name } = selection.test
  const type = suite.split(/[.:]+/).at(-1) ?? ''
  const method = /^\w+/.exec(name)?.[0] ?? name
  return /^\w+$/.test(type) && type !== module ? `${type}.${method}` : `.${method}`
}

/**
 * unittest prints a line for each test with `-v`, and with `-b` nothing that a test prints stands in it; discovery and ids stay the same whatever is selected.
 */
export const unittest: TestRunner = {
  name: 'unittest',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection) {
    const at = argumentsAt(words)
    const { all } = readArguments(words.slice(at), valued, (flag) => unwanted.test(flag))
    const part = idPart(selection)
    const [first, ...others] = all
    const command = first === 'discover' ? { words: ['discover'], rest: others } : { words: [], rest: all }
    const chosen = part === undefined ? [] : ['-k', quote(part)]
    return [...words.slice(0, at), ...command.words, '-v', '-b', ...chosen, ...command.rest]
  },
  collects: { kind: 'output' },
  namesSuffice: true,
  environment: { PYTHONDONTWRITEBYTECODE: '1' },
}
