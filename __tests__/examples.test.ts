/** The demo's service breaks as its story says: the history is the same everywhere, and each bug is really there. */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface History {
  makeService(target: string): Promise<void>
  commitStep(target: string, patch: string): Promise<string>
}
interface ProductionLog {
  writeProductionLog(options: Readonly<Record<string, string>>): Promise<void>
}

const examples = new URL('../examples/', import.meta.url)
const { makeService, commitStep }: History = await import(new URL('demo/history.mjs', examples).href)
const { writeProductionLog }: ProductionLog = await import(new URL('demo/production-log.mjs', examples).href)

interface Result {
  readonly passed: boolean
  readonly output: string
}

function run(directory: string, command: string, args: readonly string[], more = {}): Promise<Result> {
  const { NODE_OPTIONS: _options, ...environment } = process.env
  return new Promise((resolve) => {
    execFile(command, [...args], { cwd: directory, env: { ...environment, ...more } }, (error, stdout, stderr) =>
      resolve({ passed: error === null, output: stdout + stderr }),
    )
  })
}

const node = (directory: string, ...args: string[]) => run(directory, process.execPath, args)

function mend(directory: string, file: string, before: string, after: string): void {
  const text = readFileSync(join(directory, file), 'utf8')
  expect(text).toContain(before)
  writeFileSync(join(directory, file), text.replace(before, after))
}

describe('the payment service', () => {
  let scratch: string
  let service: string

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'examples-'))
    service = join(scratch, 'service')
    await makeService(service)
  }, 120_000)
  afterAll(() => rmSync(scratch, { recursive: true }))

  it('is healthy at v1.3.0, which is the folder as it stands', async () => {
    const tree = await run(service, 'git', ['describe', '--tags', '--dirty'])
    expect(tree.output).toBe('v1.3.0\n')
    expect((await node(service, '--test')).passed).toBe(true)
  }, 120_000)

  it('has the same commits whenever it is made', async () => {
    const again = join(scratch, 'again')
    await makeService(again)
    const [first, second] = await Promise.all([service, again].map((at) => run(at, 'git', ['log', '--format=%H %s'])))
    expect(first?.output.trim().split('\n')).toHaveLength(5)
    expect(second?.output).toBe(first?.output)
  }, 120_000)

  it('fails its tests where a membership may be null, and a default of 0 mends them', async () => {
    await commitStep(service, '6-memberships.patch')
    const broken = await node(service, '--test', '--test-reporter=tap')
    expect(broken.passed).toBe(false)
    expect(broken.output).toMatch(/# fail 2\b/)
    expect(broken.output).toContain("Cannot read properties of null (reading 'percent')")
    for (const wrong of ['customer.loyalty?.percent', "customer.loyalty?.percent ?? ''"]) {
      mend(service, 'src/loyalty.js', 'return customer.loyalty.percent', `return ${wrong}`)
      expect((await node(service, '--test')).passed).toBe(false)
      mend(service, 'src/loyalty.js', `return ${wrong}`, 'return customer.loyalty.percent')
    }
    mend(service, 'src/loyalty.js', 'customer.loyalty.percent', 'customer.loyalty?.percent ?? 0')
    expect((await node(service, '--test')).passed).toBe(true)
    await run(service, 'git', ['-c', 'user.name=x', '-c', 'user.email=x@x.example', 'commit', '-qam', 'Mend'])
  }, 120_000)

  it('passes its tests and breaks in production where a tip may be null', async () => {
    await commitStep(service, '7-tips.patch')
    expect((await node(service, '--test')).passed).toBe(true)
    const out = join(scratch, 'production.ndjson')
    await writeProductionLog({ repository: service, before: 'HEAD~1', after: 'HEAD', out, scratch })
    const records = readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(records).toHaveLength(20_000)
    const errors = records.filter((record) => record.err?.type === 'TypeError')
    expect(errors.length).toBeGreaterThan(100)
    expect(records.indexOf(errors[0])).toBeGreaterThan(12_000)
    expect(errors[0].err.stack).toMatch(
      /^TypeError: [^\n]+\n {4}at tipOf \(file:\/\/\/srv\/app\/src\/tips\.js:\d+:\d+\)\n/,
    )

    const event = join(scratch, 'event.json')
    writeFileSync(event, JSON.stringify({ failure: {}, event: errors[0] }))
    const replay = () => run(service, process.execPath, ['scripts/replay.js'], { SUTURE_EVENT: event })
    const red = await replay()
    expect(red.passed).toBe(false)
    expect(red.output).toContain("Cannot read properties of null (reading 'amount')")
    for (const [index, value] of ['order.tip?.amount', "order.tip?.amount ?? ''", 'order.tip?.amount ?? 0'].entries()) {
      mend(service, 'src/tips.js', 'const tip = order.tip.amount', `const tip = ${value}`)
      expect((await replay()).passed).toBe(index === 2)
      mend(service, 'src/tips.js', `const tip = ${value}`, 'const tip = order.tip.amount')
    }
  }, 120_000)
})
