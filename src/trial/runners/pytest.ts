import { fileWord } from '../command/shell.js'
import { programName, readArguments, type Selection, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  'assert basetemp capture color confcutdir cov cov-config cov-fail-under cov-report deselect dist doctest-glob durations ignore ignore-glob import-mode junit-prefix junit-xml junitxml log-cli-level log-file log-level maxfail numprocesses override-ini pythonwarnings rootdir show-capture tb timeout verbosity'
    .split(' ')
    .map((name) => `--${name}`)
    .concat('-m', '-k', '-c', '-o', '-p', '-n', '-r', '-W'),
)

/** What would write the report elsewhere, stop early, choose by past runs, or fail for reasons other than a test. */
const unwanted =
  /^(-x|-f|--(junit-?xml|junit-prefix|cov(-.*)?|exitfirst|maxfail|lf|last-failed|ff|failed-first|nf|new-first|sw|stepwise|cache-\w+|looponfail|pdb))$/

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
  const path = classesIn((test.suite ?? '').replaceAll('::', '.').replace(/^.*\.py\.?/, ''), file)
  return [file, ...path, test.name].join('::')
}

/** A suite is a dotted module with classes (`tests.test_x.TestA`), some of its end, or the classes alone. */
function classesIn(suite: string, file: string): readonly string[] {
  const module = file.replace(/\.py$/, '').split('/')
  const parts = suite.split('.').filter((part) => /^[A-Za-z_]\w*$/.test(part))
  const end = parts.lastIndexOf(module.at(-1) ?? '')
  return parts.slice(end + 1)
}

export const pytest: TestRunner = {
  name: 'pytest',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection, report) {
    const at = argumentsAt(words)
    const { flags, all } = readArguments(words.slice(at), valued, (flag) => unwanted.test(flag))
    const own = [`--junitxml=${report}`, '-o', 'junit_family=xunit1', '-p', 'no:cacheprovider']
    const chosen = selection.kind === 'test' ? nodeId(selection) : selection.kind === 'file' ? selection.file : ''
    return [...words.slice(0, at), ...own, ...(chosen === '' ? all : [...flags, fileWord(chosen)])]
  },
  // A candidate of the same size within the same second would be hidden by the bytecode of the one before.
  environment: { PYTHONDONTWRITEBYTECODE: '1' },
}
