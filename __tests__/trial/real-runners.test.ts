import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Reading } from '../../src/domain.js'
import { readText } from '../../src/signals/read.js'
import { parseSimpleCommand } from '../../src/trial/command/shell.js'
import { invocation } from '../../src/trial/lab/invocation.js'
import type { Selection } from '../../src/trial/runner.js'
import { runners } from '../../src/trial/runners/all.js'
import { casesOf } from '../../src/trial/target.js'

/** A project of four tests, of which one fails: what matters is that it is found again when it is asked for alone. */
interface Scene {
  readonly command: string
  readonly program: string
  readonly files: Readonly<Record<string, string>>
  /** The failing test as the whole run names it, and how many tests that run has. */
  readonly fails: string
  readonly total: number
  /** Of them, how many a run of the failing test alone may have at most. */
  readonly alone: number
  readonly file?: string
}

const python =
  'import unittest\n\nclass TestSums(unittest.TestCase):\n    def test_adds(self):\n        "Says what it does."\n        print("noise")\n        self.assertEqual(1 + 1, 3)\n    def test_adds_more(self):\n        self.assertEqual(1 + 1, 2)\n'
const pythonOther =
  'import unittest\n\nclass TestOther(unittest.TestCase):\n    def test_one(self):\n        pass\n    @unittest.skip("later")\n    def test_two(self):\n        pass\n'

const scenes: readonly Scene[] = [
  {
    command: 'go test ./...',
    program: 'go',
    files: {
      'go.mod': 'module example.com/a\n\ngo 1.20\n',
      'a_test.go':
        'package a\n\nimport "testing"\n\nfunc TestSums(t *testing.T) {\n\tt.Run("a b", func(t *testing.T) { t.Error("no") })\n\tt.Run("a b c", func(t *testing.T) {})\n}\n',
      'b/b_test.go': 'package b\n\nimport "testing"\n\nfunc TestOther(t *testing.T) {}\n',
    },
    fails: 'TestSums/a_b',
    total: 4,
    alone: 2,
  },
  {
    command: 'python3 -m unittest discover -s tests',
    program: 'python3',
    files: { 'tests/test_sums.py': python, 'tests/test_other.py': pythonOther },
    fails: 'test_adds',
    total: 4,
    alone: 2,
  },
  {
    command: 'rspec',
    program: 'rspec',
    files: {
      'spec/sums_spec.rb':
        'describe "sums" do\n  it("adds (two)") { expect(1 + 1).to eq 3 }\n  it("adds (two) more") { }\nend\n',
      'spec/other_spec.rb': 'describe "other" do\n  it("adds (two)") { }\n  xit("waits") { }\nend\n',
    },
    fails: 'adds (two)',
    total: 4,
    alone: 1,
    file: 'spec/sums_spec.rb',
  },
  {
    command: 'ruby -Itest test/all_test.rb',
    program: 'ruby',
    files: {
      'test/all_test.rb':
        "require 'minitest/autorun'\nclass SumsTest < Minitest::Test\n  def test_adds; assert_equal 3, 1 + 1; end\n  def test_adds_more; end\nend\nclass OtherTest < Minitest::Test\n  def test_one; end\n  def test_two; skip; end\nend\n",
    },
    fails: 'test_adds',
    total: 4,
    alone: 1,
    file: 'test/all_test.rb',
  },
  {
    command: 'phpunit tests',
    program: 'phpunit',
    files: {
      'tests/SumsTest.php':
        '<?php\nuse PHPUnit\\Framework\\TestCase;\nfinal class SumsTest extends TestCase {\n  /** @dataProvider rows */ public function testAdds(int $a): void { $this->assertSame(2, $a); }\n  public static function rows(): array { return ["two" => [2], "three" => [3]]; }\n  public function testAddsMore(): void { $this->assertTrue(true); }\n}\n',
      'tests/OtherTest.php':
        '<?php\nuse PHPUnit\\Framework\\TestCase;\nfinal class OtherTest extends TestCase {\n  public function testAddsMore(): void { $this->assertTrue(true); }\n}\n',
    },
    fails: 'testAdds with data set "three"',
    total: 4,
    alone: 2,
    file: 'tests/SumsTest.php',
  },
  {
    command: 'ava',
    program: 'ava',
    files: {
      'package.json': '{"type":"module"}',
      'test/sums.js':
        "import test from 'ava'\ntest('adds two', t => t.is(1 + 1, 3))\ntest('adds two more', t => t.pass())\n",
      'test/other.js': "import test from 'ava'\ntest('adds', t => t.pass())\ntest.skip('waits', t => t.pass())\n",
    },
    fails: 'sums › adds two',
    total: 4,
    // AVA tells of every skipped test, asked or not.
    alone: 2,
  },
  {
    command: 'playwright test',
    program: 'playwright',
    files: {
      'package.json': '{"type":"module"}',
      'test/sums.spec.js':
        "import { expect, test } from '@playwright/test'\ntest.describe('sums', () => {\n  test('adds (two)', () => { expect(1 + 1).toBe(3) })\n  test('adds (two) more', () => {})\n})\n",
      'test/other.spec.js':
        "import { test } from '@playwright/test'\ntest('adds (two)', () => {})\ntest.skip('waits', () => {})\n",
    },
    fails: 'sums › adds (two)',
    total: 4,
    alone: 1,
    file: 'test/sums.spec.js',
  },
  {
    command: 'bun test',
    program: 'bun',
    files: {
      'sums.test.js':
        "import { describe, expect, test } from 'bun:test'\ndescribe('sums', () => {\n  test('adds (two)', () => { expect(1 + 1).toBe(3) })\n  test('adds (two) more', () => {})\n})\n",
      'other.test.js': "import { test } from 'bun:test'\ntest('adds (two)', () => {})\ntest.skip('waits', () => {})\n",
    },
    fails: 'adds (two)',
    total: 4,
    // What the pattern leaves out is reported as skipped.
    alone: 2,
    file: 'sums.test.js',
  },
  {
    command: 'deno test',
    program: 'deno',
    files: {
      'sums_test.ts':
        "Deno.test('adds (two)', () => { if (1 + 1 !== 2.5) throw new Error('no') })\nDeno.test('adds (two) more', () => {})\n",
      'other_test.ts': "Deno.test('adds', () => {})\nDeno.test.ignore('waits', () => {})\n",
    },
    fails: 'adds (two)',
    total: 4,
    alone: 1,
    file: 'sums_test.ts',
  },
]

function find(program: string): string | undefined {
  const found = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim()
  return found === '' ? undefined : found
}

function open(scene: Scene): string {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'suture-runner-')))
  for (const [name, text] of Object.entries(scene.files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
  const modules = path.dirname(path.dirname(find(scene.program) ?? ''))
  if (path.basename(modules) === 'node_modules') symlinkSync(modules, path.join(root, 'node_modules'))
  return root
}

function run(root: string, command: string, selection: Selection): { exit: number; reading: Reading } {
  const simple = parseSimpleCommand(command)
  const is = simple && runners.find((each) => each.starts(simple.words))
  if (simple === undefined || is === undefined) throw new Error(`no runner for ${command}`)
  const report = path.join(root, '.report')
  rmSync(report, { force: true })
  const line = invocation({ is, command: simple }, selection, report, true)
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    TMPDIR: os.tmpdir(),
    NO_COLOR: '1',
    CI: 'true',
    SUTURE_GO_CACHE: path.join(HOME, '.cache/go-build'),
    ...is.environment,
    ...is.offline?.environment,
  }
  const result = spawnSync('sh', ['-c', line], { cwd: root, env, encoding: 'utf8' })
  if (!existsSync(report)) throw new Error(`${line}\nleft no report: ${result.stdout}${result.stderr}`)
  const files = new Set(
    execFileSync('find', ['.', '-type', 'f'], { cwd: root, encoding: 'utf8' })
      .split('\n')
      .map((name) => name.slice(2)),
  )
  return {
    exit: result.status ?? -1,
    reading: readText('report', readFileSync(report, 'utf8'), { root, files }, { keepCases: true }),
  }
}

describe('a real runner', () => {
  for (const scene of scenes) {
    const name = `${scene.command}: the failing test has one id, in the whole run and alone`
    if (find(scene.program) === undefined) {
      it.skip(`${name} (not on this machine: ${scene.program})`, () => undefined)
      continue
    }
    it(name, () => {
      const root = open(scene)
      try {
        const whole = run(root, scene.command, { kind: 'all' })
        expect(whole.exit).not.toBe(0)
        expect(whole.reading.incomplete).toBe(false)
        expect(whole.reading.cases.map(({ test, status }) => [test.name, status])).toContainEqual([
          scene.fails,
          'failed',
        ])
        expect(whole.reading.cases).toHaveLength(scene.total)
        const [sighting] = whole.reading.sightings.filter(({ test }) => test !== undefined)
        const found = casesOf({ ...(sighting?.test && { test: sighting.test }) }, whole.reading.cases)
        expect(found.map(({ test, status }) => [test.name, status])).toEqual([[scene.fails, 'failed']])
        const test = found[0]?.test ?? { name: '' }
        const alone = run(root, scene.command, { kind: 'test', test, file: scene.file })
        const ran = alone.reading.cases.filter(({ status }) => status !== 'skipped')
        expect(ran.length).toBeLessThanOrEqual(scene.alone)
        expect(alone.reading.cases.filter(({ status }) => status === 'failed').map(({ id }) => id)).toContain(
          found[0]?.id,
        )
        expect(alone.exit).not.toBe(0)
      } finally {
        rmSync(root, { recursive: true, force: true })
      }
    }, 120_000)
  }
})
