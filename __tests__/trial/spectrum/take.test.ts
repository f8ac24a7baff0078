import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { detectChecks } from '../../../src/trial/command/detect.js'
import type { Selection } from '../../../src/trial/runner.js'
import { spectrumTools } from '../../../src/trial/spectrum/all.js'
import { takeSpectrum } from '../../../src/trial/spectrum/take.js'

const script =
  'function add(a, b) {\n  if (a < 0) {\n    return neg(a, b)\n  }\n  return a + b\n}\nfunction neg(a, b) {\n  return b - a\n}\nmodule.exports = { add }\n'
const scriptRan = { adds: [1, 2, 5], below: [1, 2, 3, 7, 8] }
const scriptTest = (head: string) =>
  `${head}\nconst { add } = require('../src/sum.js')\ntest('adds', () => assert.equal(add(1, 2), 3))\ntest('below', async () => assert.equal(add(-1, 2), 1))\n`
const python =
  'def add(a, b):\n    if a < 0:\n        return neg(a, b)\n    return a + b\n\n\ndef neg(a, b):\n    return b - a\n'
const pythonRan = { adds: [2, 4], below: [2, 3, 8] }
const pythonTest =
  'import unittest\nfrom sum import add\n\nclass TestSum(unittest.TestCase):\n    def test_adds(self):\n        self.assertEqual(add(1, 2), 3)\n    def test_below(self):\n        self.assertEqual(add(-1, 2), 1)\n'

interface Scene {
  readonly command: string
  readonly program: string
  readonly files: Readonly<Record<string, string>>
  readonly source: string
  /** Lines that the passing test and the failing one run. */
  readonly ran: Readonly<Record<'adds' | 'below', readonly number[]>>
  readonly selection?: Selection
}

const assertOnly = "const assert = require('node:assert')"
const scenes: readonly Scene[] = [
  {
    command: 'node --test',
    program: 'node',
    files: {
      'src/sum.js': script,
      'test/sum.test.js': scriptTest(`${assertOnly}\nconst { test } = require('node:test')`),
    },
    source: 'src/sum.js',
    ran: scriptRan,
  },
  {
    command: 'jest',
    program: path.resolve('node_modules/.bin/jest'),
    files: { 'package.json': '{"name":"x"}', 'src/sum.js': script, 'test/sum.test.js': scriptTest(assertOnly) },
    source: 'src/sum.js',
    ran: scriptRan,
  },
  {
    command: 'pytest',
    program: 'pytest',
    files: { 'sum.py': python, 'test_sum.py': pythonTest },
    source: 'sum.py',
    ran: pythonRan,
  },
  {
    command: 'python3 -m unittest',
    program: 'python3',
    files: { 'sum.py': python, 'test_sum.py': pythonTest },
    source: 'sum.py',
    ran: pythonRan,
  },
  {
    command: 'go test ./...',
    program: 'go',
    files: {
      'go.mod': 'module example.com/a\n\ngo 1.20\n',
      'sum/sum.go':
        'package sum\n\nfunc Add(a, b int) int {\n\tif a < 0 {\n\t\treturn neg(a, b)\n\t}\n\treturn a + b\n}\n\nfunc neg(a, b int) int {\n\treturn b - a\n}\n',
      'sum/sum_test.go':
        'package sum\n\nimport "testing"\n\nfunc Test_adds(t *testing.T) {\n\tif Add(1, 2) != 3 {\n\t\tt.Fatal("no")\n\t}\n}\n\nfunc Test_below(t *testing.T) {\n\tif Add(-1, 2) != 1 {\n\t\tt.Fatal("no")\n\t}\n}\n',
    },
    source: 'sum/sum.go',
    ran: { adds: [3, 4, 7], below: [3, 4, 5, 6, 10, 11, 12] },
    selection: { kind: 'file', file: 'sum/sum_test.go' },
  },
]

function open(scene: Scene): string {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'suture-spectrum-')))
  for (const [name, text] of Object.entries(scene.files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    writeFileSync(path.join(root, name), text)
  }
  if (scene.program.includes('node_modules')) symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'))
  return root
}

/** A lab that runs an errand right in the folder. */
function labIn(root: string) {
  return {
    async errand(
      _tree: string,
      errand: { inputs?: Readonly<Record<string, string>>; command(outbox: string): string },
    ) {
      const outbox = mkdtempSync(path.join(os.tmpdir(), 'suture-outbox-'))
      for (const [name, text] of Object.entries(errand.inputs ?? {})) writeFileSync(path.join(outbox, name), text)
      const { PATH = '', HOME = '' } = process.env
      const env = {
        PATH: `${root}/node_modules/.bin:${PATH}`,
        HOME,
        TMPDIR: os.tmpdir(),
        PYTHONDONTWRITEBYTECODE: '1',
        SUTURE_GO_CACHE: path.join(HOME, '.cache/go-build'),
      }
      const { stdout, stderr, status } = spawnSync('sh', ['-c', errand.command(outbox)], {
        cwd: root,
        env,
        encoding: 'utf8',
      })
      const left = path.join(outbox, 'answer')
      const answer = existsSync(left) ? readFileSync(left, 'utf8') : undefined
      rmSync(outbox, { recursive: true, force: true })
      return { exit: status ?? -1, timedOut: false, output: stdout + stderr, texts: new Map(), answer }
    },
  }
}

describe('what each test runs', () => {
  for (const scene of scenes) {
    const name = `is told by ${scene.command}`
    if (spawnSync('sh', ['-c', `command -v ${scene.program}`]).status !== 0) {
      it.skip(`${name} (not on this machine: ${scene.program})`, () => undefined)
      continue
    }
    it(name, async () => {
      const root = open(scene)
      try {
        const checks = await detectChecks(scene.command, { has: () => false, read: async () => undefined })
        if (checks?.runner === undefined) throw new Error('no runner')
        const wish = {
          runner: checks.runner,
          selection: scene.selection ?? { kind: 'all' as const },
          workingDirectory: '.',
          offline: true,
          seconds: 60,
        }
        const taken = await takeSpectrum(labIn(root), 'tree', wish, new Set(Object.keys(scene.files)))
        if ('why' in taken) throw new Error(taken.why)
        const ran = taken.tests.map(({ name: test, failed, lines }) => {
          const numbers = (lines.get(scene.source as never) ?? []).flatMap(([from, to]) =>
            Array.from({ length: to - from + 1 }, (_, index) => from + index),
          )
          return [test.replace(/^[Tt]est_/, ''), failed, [...new Set(numbers)].sort((a, b) => a - b), [...lines.keys()]]
        })
        expect(ran).toEqual([
          ['adds', false, scene.ran.adds, [scene.source]],
          ['below', true, scene.ran.below, [scene.source]],
        ])
      } finally {
        rmSync(root, { recursive: true, force: true })
      }
    }, 120_000)
  }

  it('is not asked of a runner that does not tell it', async () => {
    const checks = await detectChecks('cargo test', { has: () => false, read: async () => undefined })
    if (checks?.runner === undefined) throw new Error('no runner')
    const wish = {
      runner: checks.runner,
      selection: { kind: 'all' as const },
      workingDirectory: '.',
      offline: true,
      seconds: 1,
    }
    expect(await takeSpectrum(labIn('/'), 'tree', wish, new Set())).toEqual({
      why: 'cargo test does not tell cheaply what each test runs',
    })
  })

  it('has a tool a file or two, all of them in the list', () => {
    const folder = new URL('../../../src/trial/spectrum/', import.meta.url)
    const named = readdirSync(folder).flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/^export const (spectrumOf\w+)/gm),
    ])
    expect(named).toHaveLength(spectrumTools.length)
    expect(named.length).toBeGreaterThan(6)
  })
})
