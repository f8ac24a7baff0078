import { execFileSync } from 'node:child_process'
import type { TestName } from '../../src/domain.js'
import { parseSimpleCommand } from '../../src/trial/command/shell.js'
import { invocation } from '../../src/trial/lab/invocation.js'
import type { Selection } from '../../src/trial/runner.js'
import { runners } from '../../src/trial/runners/all.js'

const all: Selection = { kind: 'all' }
const file = (name: string): Selection => ({ kind: 'file', file: name })
const one = (name: string, suite?: string, of?: string): Selection => {
  const test: TestName = { name, ...(suite === undefined ? {} : { suite }) }
  return { kind: 'test', test, file: of }
}

/** The words that a real shell makes of it: what counts is what the program is given. */
function words(command: string, selection: Selection): string {
  const simple = parseSimpleCommand(command)
  const is = simple && runners.find((each) => each.starts(simple.words))
  if (simple === undefined || is === undefined) throw new Error(`no runner for ${command}`)
  const line = [...simple.assignments, ...is.select(simple.words, selection, '/out/report')].join(' ')
  const script = `set -f; set -- ${line}; for word in "$@"; do printf '%s\\n' "$word"; done`
  return execFileSync('sh', ['-c', script], { env: { PATH: '/usr/bin:/bin', TMPDIR: '/tmp' } })
    .toString()
    .trimEnd()
    .split('\n')
    .join(' ¦ ')
}

const rows = (runner: string, table: readonly (readonly [string, Selection, string])[]): void => {
  describe(runner, () => {
    it.each(table)('%s, %j', (command, selection, expected) => {
      const simple = parseSimpleCommand(command)
      expect(runners.find((each) => simple !== undefined && each.starts(simple.words))?.name).toBe(runner)
      expect(words(command, selection)).toBe(expected.replaceAll(' ', ' ¦ ').replaceAll('_', ' '))
    })
  })
}

rows('go test', [
  ['go test ./...', all, 'go test -json -count=1 ./...'],
  ['go test -race -v -coverprofile c.out ./...', all, 'go test -json -count=1 -race ./...'],
  ['go test ./... -timeout 30s -args -x', all, 'go test -json -count=1 -timeout 30s ./... -args -x'],
  ['gotestsum --junitfile r.xml -- -tags=e2e ./...', all, 'go test -json -count=1 -tags=e2e ./...'],
  ['gotestsum ./...', all, 'go test -json -count=1 ./...'],
  ['go test ./...', file('price/price_test.go'), 'go test -json -count=1 ./price'],
  ['go test ./...', file('price_test.go'), 'go test -json -count=1 ./'],
  [
    'go test ./...',
    one('TestA', 'example.com/shop/price'),
    'go test -json -count=1 -run ^TestA$ example.com/shop/price',
  ],
  [
    'go test -run X -short ./...',
    one('TestA/ten%(of#200)|', 'example.com/shop', 'a/b_test.go'),
    'go test -json -count=1 -short -run ^TestA$/^ten%\\(of#200\\)\\|$ ./a',
  ],
  ['go test ./...', one('TestA', 'not a path'), 'go test -json -count=1 -run ^TestA$ ./...'],
  ['go test ./...', one('TestA', '-exec=x'), 'go test -json -count=1 -run ^TestA$ ./...'],
])

rows('cargo test', [
  ['cargo test', all, 'cargo test --no-fail-fast -- --format=pretty --color=never'],
  [
    'cargo +nightly test --workspace --all-features -q -- --test-threads=1 --nocapture',
    all,
    'cargo +nightly test --no-fail-fast --workspace --all-features -- --format=pretty --color=never --test-threads=1',
  ],
  [
    'cargo t -p price',
    one('tests::ten'),
    'cargo t --no-fail-fast -p price -- --format=pretty --color=never --exact tests::ten',
  ],
  [
    'cargo test --lib parse',
    one('a', undefined, 'tests/x.rs'),
    'cargo test --no-fail-fast -- --format=pretty --color=never --exact a',
  ],
  [
    'cargo test',
    file('cart/tests/totals.rs'),
    'cargo test --no-fail-fast --test totals -- --format=pretty --color=never',
  ],
  ['cargo test', file('src/lib.rs'), 'cargo test --no-fail-fast -- --format=pretty --color=never'],
])

const own =
  '-B -fae -DtrimStackTrace=false -Dstyle.color=never -Dsurefire.useFile=true -Daether.enhancedLocalRepository.trackingFilename=offline.repositories'
const none = '-DfailIfNoTests=false -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false'

rows('maven', [
  ['mvn test', all, `mvn ${own} test`],
  ['./mvnw -q -o clean install -DskipITs -pl price -am', all, `./mvnw ${own} clean verify -pl price -am`],
  ['mvn test', one('ten', 'shop.PriceTest'), `mvn ${own} test -Dtest=shop.PriceTest#ten ${none}`],
  ['mvn test', one('table(int, int)[2]', 'shop.PriceTest'), `mvn ${own} test -Dtest=shop.PriceTest#table* ${none}`],
  ['mvn test', one('deep', 'shop.PriceTest$Inner'), `mvn ${own} test -Dtest=shop.PriceTest$Inner#deep ${none}`],
  ['mvn test', one('a display name', 'shop.PriceTest'), `mvn ${own} test -Dtest=shop.PriceTest ${none}`],
  ['mvn test', file('src/test/java/shop/PriceTest.java'), `mvn ${own} test -Dtest=PriceTest ${none}`],
  [
    'mvn verify',
    one('ends', 'shop.OrderIT'),
    `mvn ${own} verify -Dit.test=shop.OrderIT#ends -Dtest=no.such.Test ${none}`,
  ],
  ['mvn -Dtest=Other test', one('ten', 'A; rm -rf /'), `mvn ${own} test`],
])

describe('the line of shell around a runner', () => {
  const line = (command: string, offline = true): string => {
    const simple = parseSimpleCommand(command)
    const is = simple && runners.find((each) => each.starts(simple.words))
    if (simple === undefined || is === undefined) throw new Error(`no runner for ${command}`)
    return invocation({ is, command: simple }, all, '/out/report', offline)
  }

  it('keeps what a runner prints as its report', () => {
    expect(line('A=1 cargo test')).toMatch(/^A=1 cargo test .*>\/out\/report 2>&1$/)
  })

  it('gathers files into one report, without those of an earlier run, and keeps the exit code', () => {
    const files = line('mvn test')
    expect(files).toMatch(
      /^\{ find \. -path '\*-reports\/TEST-\*\.xml' -type f -exec rm -f \{\} \+; mvn .* -o; code=\$\?/,
    )
    expect(files).toContain("echo '</testsuites>'; } >/out/report; (exit $code); }")
  })

  it('asks for no network only where there is none', () => {
    expect(line('mvn test', false)).not.toContain(' -o;')
  })
})
