import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Selection } from '../../../src/trial/runner.js'
import { goTest } from '../../../src/trial/runners/go-test.js'
import { warmRunners } from '../../../src/trial/warm/all.js'
import { warmGoTest } from '../../../src/trial/warm/go-test.js'

const one: Selection = { kind: 'test', test: { name: 'TestSum' }, file: 'shop/sum_test.go' }
const started = (command: string, selection: Selection = one) =>
  warmGoTest.start(goTest.select(command.split(' '), selection, '/w/report'), '/w', selection)?.join(' ')

describe('how go test is made to stay', () => {
  it('speeds up the runner of that name', () => {
    expect(warmRunners).toContain(warmGoTest)
    expect(warmGoTest.name).toBe(goTest.name)
  })

  it.each([
    ['go test ./...', "sh /w/go-test.sh /w ./shop -- -test.run='^TestSum$'"],
    [
      'go test -race -short -tags=unit ./...',
      "sh /w/go-test.sh /w ./shop -race -tags=unit -- -test.short -test.run='^TestSum$'",
    ],
    ['go test -timeout=30s ./...', "sh /w/go-test.sh /w ./shop -- -test.timeout=30s -test.run='^TestSum$'"],
  ])('%s', (command, expected) => {
    expect(started(command)).toBe(expected)
  })

  it.each([
    ['arguments of the tests’ own', 'go test ./... -args -x', one],
    ['a flag that it does not know', 'go test -exec=qemu ./...', one],
    ['all tests', 'go test ./...', { kind: 'all' } as const],
    ['a file', 'go test ./...', { kind: 'file', file: 'shop/sum_test.go' } as const],
  ])('starts the plain command for %s', (_, command, selection) => {
    expect(started(command, selection)).toBeUndefined()
  })
})

const hasGo = spawnSync('go', ['version']).status === 0
const source = (sum: string): string => `package shop\n\nfunc Sum(a, b int) int {\n\t${sum}\n}\n`
const tests =
  'package shop\n\nimport "testing"\n\nfunc TestSum(t *testing.T) {\n\tif Sum(2, 3) != 5 {\n\t\tt.Fatal("not five")\n\t}\n}\n'

interface Answer {
  readonly exit: number
  readonly timedOut: boolean
  readonly seconds: number
}

const title = 'answers what each change does'
;(hasGo ? it : it.skip)(
  hasGo ? title : `${title} (go is not installed)`,
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'warm-go-'))
    const file = path.join(folder, 'sum.go')
    writeFileSync(path.join(folder, 'go.mod'), 'module example.com/shop\n\ngo 1.20\n')
    writeFileSync(path.join(folder, 'sum_test.go'), tests)
    writeFileSync(file, source('return a - b'))
    const script = path.resolve('servers/go-test.sh')
    const child = spawn('sh', [script, folder, '.', '--', '-test.run=^TestSum$'], {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    })
    const lines = createInterface({ input: child.stdio[3] as NodeJS.ReadableStream })[Symbol.asyncIterator]()
    const ask = async (limit: number): Promise<Answer> => {
      child.stdin?.write(`{"limit":${limit},"changed":["sum.go"]}\n`)
      return JSON.parse((await lines.next()).value)
    }
    const report = (): string => readFileSync(path.join(folder, 'report'), 'utf8')
    try {
      expect(await ask(60)).toMatchObject({ exit: 1, timedOut: false, seconds: expect.any(Number) })
      expect(report()).toContain('"Action":"fail","Package":"example.com/shop","Test":"TestSum"')
      writeFileSync(file, source('return a + true'))
      expect(await ask(60)).toMatchObject({ exit: 1, timedOut: false })
      expect(report()).toContain('sum.go:4')
      writeFileSync(file, source('for {\n\t}'))
      expect(await ask(1)).toMatchObject({ timedOut: true })
      writeFileSync(file, source('return a + b'))
      expect(await ask(60)).toMatchObject({ exit: 0, timedOut: false })
      expect(report()).toContain('"Action":"pass","Package":"example.com/shop","Test":"TestSum"')
    } finally {
      child.stdin?.end()
      rmSync(folder, { recursive: true, force: true })
    }
  },
  120_000,
)
