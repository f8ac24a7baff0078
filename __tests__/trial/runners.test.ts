import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestName } from '../../src/domain.js'
import { parseSimpleCommand } from '../../src/trial/command/shell.js'
import type { Selection } from '../../src/trial/runner.js'
import { runners } from '../../src/trial/runners/all.js'

const report = '/out/report'

function runnerOf(command: string) {
  const simple = parseSimpleCommand(command)
  const runner = simple && runners.find((each) => each.starts(simple.words))
  return simple && runner ? { simple, runner } : undefined
}

function select(command: string, selection: Selection): string {
  const found = runnerOf(command)
  if (found === undefined) throw new Error(`no runner for ${command}`)
  return [...found.simple.assignments, ...found.runner.select(found.simple.words, selection, report)].join(' ')
}

const all: Selection = { kind: 'all' }
const file = (name: string): Selection => ({ kind: 'file', file: name })
const one = (name: string, suite?: string, of = 'test/a.test.js'): Selection => ({
  kind: 'test',
  test: { name, ...(suite === undefined ? {} : { suite }) },
  file: of,
})

/** What a real shell hands to the program: the words, one by one. */
function words(command: string): string[] {
  const script = `set -f; set -- ${command}; printf '%s\\0' "$@"`
  return execFileSync('sh', ['-c', script], { env: { PATH: '/usr/bin:/bin', TMPDIR: '/tmp' } })
    .toString()
    .split('\0')
    .slice(0, -1)
}

describe('the list of runners', () => {
  it('has every runner of the folder', async () => {
    const files = readdirSync('src/trial/runners').filter((name) => name !== 'all.ts')
    const listed = new Set<unknown>(runners)
    for (const name of files) {
      const module: Record<string, unknown> = await import(`../../src/trial/runners/${name.replace(/\.ts$/, '.js')}`)
      const plugIns = Object.values(module).filter(
        (each) => typeof each === 'object' && each !== null && 'select' in each,
      )
      expect({ name, plugIns: plugIns.length, listed: plugIns.every((each) => listed.has(each)) }).toEqual({
        name,
        plugIns: 1,
        listed: true,
      })
    }
    expect(runners).toHaveLength(files.length)
  })
})

describe('which runner a command starts', () => {
  it.each([
    ['node --test', 'node:test'],
    ['node --import tsx --test test/', 'node:test'],
    ['/usr/bin/node --test-reporter tap --test', 'node:test'],
    ['node scripts/run.js --test', undefined],
    ['node --import x run.js --test', undefined],
    ['node test.js', undefined],
    ['jest', 'jest'],
    ['./node_modules/.bin/jest --ci', 'jest'],
    ['npx jest', 'jest'],
    ['npx --no-install jest x', 'jest'],
    ['yarn exec jest', 'jest'],
    ['yarn jest', 'jest'],
    ['pnpm exec jest', 'jest'],
    ['npm exec -- jest', 'jest'],
    ['bunx jest', 'jest'],
    ['node --experimental-vm-modules node_modules/jest/bin/jest.js', 'jest'],
    ['node --experimental-vm-modules node_modules/.bin/jest a', 'jest'],
    ['node build.js jest', undefined],
    ['jest-cli', undefined],
    ['vitest', 'vitest'],
    ['npx vitest run', 'vitest'],
    ['mocha', 'mocha'],
    ['npx mocha test', 'mocha'],
    ['node_modules/mocha/bin/mocha.js', 'mocha'],
    ['node_modules/.bin/_mocha', 'mocha'],
    ['pytest', 'pytest'],
    ['py.test', 'pytest'],
    ['python3.12 -m pytest', 'pytest'],
    ['.venv/bin/python -m pytest tests', 'pytest'],
    ['uv run pytest', 'pytest'],
    ['poetry run python -m pytest', 'pytest'],
    ['python -m unittest', 'unittest'],
    ['python pytest', undefined],
    ['go test ./...', 'go test'],
    ['make test', undefined],
    ['nyc mocha', undefined],
    ['FOO=1', undefined],
    ['npm test', undefined],
  ])('%s: %s', (command, name) => {
    expect(runnerOf(command)?.runner.name).toBe(name)
  })
})

const junit =
  '--test-reporter=spec --test-reporter-destination=stdout --test-reporter=junit --test-reporter-destination=/out/report'
const json =
  '--ci --json --outputFile=/out/report --testLocationInResults --coverage=false --cacheDirectory="$TMPDIR/jest"'
const vite = '--reporter=default --reporter=junit --outputFile.junit=/out/report --coverage.enabled=false'
const xunit = '--reporter xunit --reporter-option output=/out/report'
const xml = '--junitxml=/out/report -o junit_family=xunit1 -p no:cacheprovider'

describe('the command for a selection', () => {
  it.each<[string, Selection, string]>([
    ['node --test', all, `node ${junit} --test`],
    ['node --test test/*.js', all, `node ${junit} --test test/*.js`],
    ["node --test 'test/**/*.js'", all, `node ${junit} --test 'test/**/*.js'`],
    ['node --test --test-concurrency 1 test', all, `node ${junit} --test --test-concurrency 1 test`],
    ['node --test --test-concurrency 1 test', file('test/a.js'), `node ${junit} --test --test-concurrency 1 test/a.js`],
    ['node --test -- test', file('test/a.js'), `node ${junit} --test test/a.js`],
    ['node --watch --test --test-reporter tap', all, `node ${junit} --test`],
    ['node --test --test-reporter=tap --test-reporter-destination=x', all, `node ${junit} --test`],
    [
      'node --test --test-name-pattern foo',
      one('adds'),
      `node ${junit} --test-name-pattern='^adds$' --test test/a.test.js`,
    ],
    ['node --test --test-name-pattern foo', file('x.js'), `node ${junit} --test --test-name-pattern foo x.js`],
    ['node --import tsx --test', file('--eval=x'), `node ${junit} --import tsx --test ./--eval=x`],
    ['A=1 node --test', all, `A=1 node ${junit} --test`],
    ['cross-env A=1 node --test', all, `A=1 node ${junit} --test`],

    ['jest', all, `jest ${json}`],
    ['npx jest src --silent', all, `npx jest ${json} src --silent`],
    ['jest --watchAll --coverage --json --outputFile x.json -b src', all, `jest ${json} src`],
    ['jest --outputFile=x.json --bail=1 --passWithNoTests', all, `jest ${json}`],
    ['jest -t foo --config c.js', all, `jest ${json} -t foo --config c.js`],
    [
      'jest -t foo --config c.js',
      one('adds', 'Calc › deep'),
      `jest ${json} -t '^Calc deep adds$' --runTestsByPath test/a.test.js --config c.js`,
    ],
    ['jest', one('adds', 'Calc > deep'), `jest ${json} -t '^Calc deep adds$' --runTestsByPath test/a.test.js`],
    ['jest', one('a.b (c)', ''), `jest ${json} -t '^a\\.b \\(c\\)$' --runTestsByPath test/a.test.js`],
    ['jest --runTestsByPath a b', file('c d.js'), `jest ${json} --runTestsByPath 'c d.js'`],
    ['jest --selectProjects unit src', file('a.js'), `jest ${json} --runTestsByPath a.js --selectProjects unit`],
    ['jest --coverageReporters text', all, `jest ${json} --coverageReporters text`],
    [
      'node --experimental-vm-modules node_modules/.bin/jest a',
      file('b'),
      `node --experimental-vm-modules node_modules/.bin/jest ${json} --runTestsByPath b`,
    ],

    ['vitest', all, `vitest run ${vite}`],
    ['vitest run --coverage --reporter verbose src', all, `vitest run ${vite} src`],
    ['vitest --run --config c.ts', file('a.test.ts'), `vitest run ${vite} --config c.ts a.test.ts`],
    ['npx vitest watch', one('adds', 'Calc'), `npx vitest run ${vite} -t 'adds$' test/a.test.js`],
    ['vitest', one('Calc > adds', 'test/a.test.js'), `vitest run ${vite} -t 'Calc( > | )adds$' test/a.test.js`],
    ['vitest run run', all, `vitest run ${vite} run`],

    ['mocha', all, `mocha ${xunit}`],
    ['mocha -r ts-node/register -R dot --bail test', all, `mocha ${xunit} -r ts-node/register test`],
    ['mocha --reporter dot --reporter-options a=b --spec x test', file('a.js'), `mocha ${xunit} a.js`],
    ['mocha -g slow', one('adds'), `mocha ${xunit} --fgrep adds test/a.test.js`],
    ['mocha -g slow', file('a.js'), `mocha ${xunit} -g slow a.js`],

    ['pytest', all, `pytest ${xml}`],
    ['pytest -q tests -x --maxfail 2 --lf', all, `pytest ${xml} -q tests`],
    ['pytest --junitxml r.xml --cov src --cov-report=term tests', all, `pytest ${xml} tests`],
    ['pytest --junit-xml=r.xml -k "a and b" tests', all, `pytest ${xml} -k "a and b" tests`],
    ['pytest -k "a and b" tests', file('tests/test_x.py'), `pytest ${xml} -k "a and b" tests/test_x.py`],
    ['python -m pytest --tb short tests', file('t.py'), `python -m pytest ${xml} --tb short t.py`],
    ['uv run pytest -n 4', file('t.py'), `uv run pytest ${xml} -n 4 t.py`],
  ])('%s %j', (command, selection, expected) => {
    expect(select(command, selection)).toBe(expected)
  })

  it.each<[suite: string | undefined, name: string, file: string, id: string]>([
    [undefined, 'test_a', 'tests/test_x.py', 'tests/test_x.py::test_a'],
    ['', 'test_a', 'test_x.py', 'test_x.py::test_a'],
    ['tests.test_x', 'test_a', 'tests/test_x.py', 'tests/test_x.py::test_a'],
    ['tests.test_x.TestA', 'test_a', 'tests/test_x.py', 'tests/test_x.py::TestA::test_a'],
    ['tests.test_x.TestA.TestB', 'test_a', 'tests/test_x.py', 'tests/test_x.py::TestA::TestB::test_a'],
    ['test_x.TestA', 'test_a', 'pkg/tests/test_x.py', 'pkg/tests/test_x.py::TestA::test_a'],
    ['pkg.tests.test_x', 'test_a', 'tests/test_x.py', 'tests/test_x.py::test_a'],
    ['TestA', 'test_a', 'tests/test_x.py', 'tests/test_x.py::TestA::test_a'],
    ['TestA::TestB', 'test_a', 'tests/test_x.py', 'tests/test_x.py::TestA::TestB::test_a'],
    ['tests/test_x.py::TestA', 'test_a', 'tests/test_x.py', 'tests/test_x.py::TestA::test_a'],
    ['tests/test_x.py', 'test_a', 'tests/test_x.py', 'tests/test_x.py::test_a'],
    ['tests.test_x', 'test_a[1-b c]', 'tests/test_x.py', 'tests/test_x.py::test_a[1-b c]'],
    ['x$(id); rm', 'test_a', 'tests/test_x.py', 'tests/test_x.py::test_a'],
  ])('pytest selects %j %j of %s as %s', (suite, name, of, id) => {
    expect(words(select('pytest', one(name, suite, of))).at(-1)).toBe(id)
  })
})

describe('names from outside', () => {
  const marker = path.join(os.tmpdir(), `suture-runners-${process.pid}`)
  const names = [
    `$(touch ${marker})`,
    `\`touch ${marker}\``,
    `'; touch ${marker}; '`,
    `"; touch ${marker}; "`,
    `a\ntouch ${marker}\nb`,
    `a\r\n$(touch ${marker})`,
    `x' --passWithNoTests '`,
    `--fgrep=x`,
    `\\'; touch ${marker} #`,
    `$\{IFS}&&touch ${marker}`,
    `; touch ${marker} &`,
    '^.*$',
    '(?:a+)+$',
  ]
  afterAll(() => rmSync(marker, { force: true }))

  it.each(
    ['node --test', 'jest', 'vitest', 'mocha', 'pytest'].flatMap((command) =>
      names.map((name) => [command, name] as const),
    ),
  )('%s runs nothing of %j', (command, name) => {
    const test: TestName = { name, suite: name }
    const selection: Selection = { kind: 'test', test, file: `test/${name}.js` }
    const [program = '', ...rest] = words(select(command, selection))
    expect(existsSync(marker)).toBe(false)
    expect([program, ...rest].join('\0')).toContain(command.split(' ')[0])
    // One word for the name and one for the file, whole; nothing of either stands alone.
    expect(rest.some((word) => word.endsWith(`test/${name}.js`) || word.startsWith(`test/${name}.js::`))).toBe(true)
    expect(rest).not.toContain('touch')
    expect(rest).not.toContain('--passWithNoTests')
  })

  it.each([names[0], names[2], names.at(-1)].filter((name) => name !== undefined))(
    'node:test finds the one test named %j and no other',
    (name) => {
      const directory = mkdtempSync(path.join(os.tmpdir(), 'suture-names-'))
      try {
        writeFileSync(
          path.join(directory, 'a.test.mjs'),
          `import { test } from 'node:test'\ntest(${JSON.stringify(name)}, () => {})\ntest('another', () => { throw new Error('ran') })\n`,
        )
        const command = select('node --test', one(name, undefined, 'a.test.mjs')).replaceAll(
          report,
          `${directory}/r.xml`,
        )
        execFileSync('sh', ['-c', command], {
          cwd: directory,
          env: { PATH: process.env['PATH'] ?? '' },
          stdio: 'ignore',
        })
        expect(readFileSync(`${directory}/r.xml`, 'utf8')).toContain('<testcase')
        expect(existsSync(marker)).toBe(false)
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    },
  )
})
