import { fileWord, quote } from '../command/shell.js'
import { exactPattern, programName, readArguments, type TestRunner } from '../runner.js'

const valued: ReadonlySet<string> = new Set(
  '-c -d --configuration --bootstrap --filter --exclude-filter --group --exclude-group --testsuite --exclude-testsuite --test-suffix --log-junit --log-teamcity --testdox-html --testdox-text --coverage-clover --coverage-html --coverage-text --coverage-php --coverage-xml --cache-directory --columns --order-by --random-order-seed --repeat'.split(
    ' ',
  ),
)
const unwanted =
  /^--(log-junit|log-teamcity|teamcity|testdox|testdox-html|testdox-text|stop-on-.*|coverage(-.*)?|no-output|no-progress|no-results|no-logging|repeat|list-tests.*|only-summary.*)$/

/** Where the arguments begin, or -1: `vendor/bin/phpunit`, `php vendor/bin/phpunit`, `php artisan test`, `pest`. */
function argumentsAt(words: readonly string[]): number {
  const own = /^(phpunit(\.phar)?|pest|simple-phpunit)$/
  if (own.test(programName(words[0]))) return 1
  if (!/^php[0-9.]*$/.test(programName(words[0]))) return -1
  let at = 1
  while (words[at]?.startsWith('-')) at += words[at] === '-d' ? 2 : 1
  if (own.test(programName(words[at]))) return at + 1
  return programName(words[at]) === 'artisan' && words[at + 1] === 'test' ? at + 2 : -1
}

/** PHPUnit matches its filter against `Class::method with data set …`. */
export const phpunit: TestRunner = {
  name: 'phpunit',
  starts: (words) => argumentsAt(words) !== -1,
  select(words, selection, report) {
    const at = argumentsAt(words)
    const isOne = selection.kind === 'test'
    const { flags, all } = readArguments(
      words.slice(at),
      valued,
      (flag) => unwanted.test(flag) || (isOne && flag === '--filter'),
    )
    const method = isOne ? selection.test.name.replace(/ with data set .*$/s, '').replace(/^.*::/, '') : ''
    const name = isOne ? ['--filter', quote(`/(::|^)${exactPattern(method)}( with data set .*)?$/`)] : []
    const file = selection.kind === 'all' ? undefined : selection.file
    const rest = file === undefined ? all : [...flags, fileWord(file)]
    return [...words.slice(0, at), '--log-junit', report, ...name, ...rest]
  },
  // The configuration may write its cache beside itself, and no coverage driver should slow a trial down.
  environment: { XDEBUG_MODE: 'off' },
}
