import { quote } from '../command/shell.js'
import { programName, readArguments, type TestRunner } from '../runner.js'
import { idPart } from './unittest.js'

const valued: ReadonlySet<string> = new Set(
  '-k -v -p -t --verbosity --settings --pythonpath --testrunner --pattern --top-level-directory --tag --exclude-tag --parallel --shuffle'.split(
    ' ',
  ),
)
const unwanted =
  /^(-[bvkdr]|--(buffer|verbosity|failfast|pdb|debug-mode|reverse|shuffle|timing|durations|interactive|noinput|no-input))$/

/** Where the arguments of Django's test command begin, or -1: `python manage.py test`, `django-admin test`. */
function argumentsAt(words: readonly string[]): number {
  const at = words.indexOf('test')
  if (at < 1) return -1
  const before = words.slice(0, at)
  if (programName(before[0]) === 'django-admin' && at === 1) return 2
  const [file = '', module = ''] = before.slice(-2)
  const isPython = /^python[0-9.]*$/.test(programName(before[0])) || /^(uv|poetry|pipenv)$/.test(programName(before[0]))
  const isDjango = /(^|\/)manage\.py$/.test(before.at(-1) ?? '') || (file === '-m' && module === 'django')
  return isDjango && (isPython || at === 1) ? at + 1 : -1
}

/** Django's runner is unittest's, within a test database. */
export const djangoTest: TestRunner = {
  name: 'django test',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection) {
    const at = argumentsAt(words)
    const { all } = readArguments(words.slice(at), valued, (flag) => unwanted.test(flag))
    const part = idPart(selection)
    const chosen = part === undefined ? [] : ['-k', quote(part)]
    return [...words.slice(0, at), '--noinput', '--verbosity=2', '--buffer', ...chosen, ...all]
  },
  collects: { kind: 'output' },
  namesSuffice: true,
  environment: { PYTHONDONTWRITEBYTECODE: '1' },
}
