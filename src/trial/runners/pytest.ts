import { programName, type Selection, splitArguments, type TestRunner } from '../runner.js'
import { quote } from '../shell.js'

const valued = new Set(['-m', '-k', '-c', '-o', '-p', '-n', '--rootdir', '--maxfail', '--ignore', '--deselect', '-W'])

/** Where pytest's own arguments begin, or -1: `pytest`, `python -m pytest`, `uv run pytest`, `poetry run pytest`. */
function argumentsAt(words: readonly string[]): number {
  const program = programName(words[0])
  if (program === 'pytest' || program === 'py.test') return 1
  if (/^python[0-9.]*$/.test(program) && words[1] === '-m' && words[2] === 'pytest') return 3
  if (/^(uv|poetry|pipenv|hatch)$/.test(program) && words[1] === 'run') {
    const inner = argumentsAt(words.slice(2))
    return inner === -1 ? -1 : inner + 2
  }
  return -1
}

/** pytest's node id: `tests/test_x.py::TestClass::test_name[param]`; the class is what its suite adds to the module. */
function nodeId(selection: Selection & { kind: 'test' }): string {
  const { file, test } = selection
  if (file === undefined) return ''
  const module = file.replace(/\.py$/, '').replaceAll('/', '.')
  const suite = (test.suite ?? '').replaceAll('::', '.').replace(/^.*\.py\.?/, '')
  const last = module.split('.').at(-1) ?? ''
  const classes = suite.startsWith(module)
    ? suite.slice(module.length)
    : suite === last || suite.endsWith(`.${last}`)
      ? ''
      : suite.replace(new RegExp(`^.*\\b${last.replace(/\W/g, '')}\\.`), '')
  const path = classes.split('.').filter((part) => /^[A-Za-z_]\w*$/.test(part))
  return [file, ...path, test.name].join('::')
}

export const pytest: TestRunner = {
  name: 'pytest',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection, report) {
    const at = argumentsAt(words)
    const { flags, positional } = splitArguments(words.slice(at), valued)
    const own = [`--junitxml=${report}`, '-o', 'junit_family=xunit1', '-p', 'no:cacheprovider']
    const chosen = selection.kind === 'test' ? nodeId(selection) : selection.kind === 'file' ? selection.file : ''
    return [...words.slice(0, at), ...flags, ...own, ...(chosen === '' ? positional : [quote(chosen)])]
  },
  // A candidate of the same size within the same second would be hidden by the bytecode of the one before.
  environment: { PYTHONDONTWRITEBYTECODE: '1' },
}
