import type { CheckPlan } from '../../../src/domain.js'
import { detectChecks } from '../../../src/trial/command/detect.js'
import { openLab } from '../../../src/trial/lab/lab.js'
import { replayedEvent } from '../../../src/trial/lab/replay.js'
import { memoryRepository } from '../../contracts/fakes/memory-repository.js'
import { memoryScratch } from '../../contracts/fakes/memory-scratch.js'
import { type ScriptedRun, scriptedSandbox } from '../../contracts/fakes/scripted-sandbox.js'
import { failureOf } from '../fake-lab.js'

const xml = (body: string): string => `<testsuites>${body}</testsuites>`
const passed = '<testcase name="adds" classname="Calc" file="a.js"/>'
const failed = '<testcase name="adds" classname="Calc" file="a.js"><failure message="boom">boom</failure></testcase>'

interface Scene {
  readonly command?: string
  readonly report?: string
  readonly answer?: ScriptedRun
  readonly plan?: Partial<CheckPlan>
  readonly ignored?: readonly string[]
}

async function open({ command = 'node --test', report, answer = '', plan = {}, ignored = [] }: Scene = {}) {
  const repository = memoryRepository([{ subject: 'first', files: { 'a.js': 'x' } }], { ignored })
  const scratch = memoryScratch()
  const sandbox = scriptedSandbox((request) => {
    const path = /--test-reporter-destination=(\/\S+)|--junitxml=(\S+)/.exec(request.command)
    if (report !== undefined && path !== null) scratch.files.set(path[1] ?? path[2] ?? '', report)
    return answer
  })
  const checks = await detectChecks(command, { has: () => false, read: async () => undefined })
  const log = {
    info: () => {},
    warning: () => {},
    foreign: () => {},
    group: <T>(_: string, body: () => Promise<T>) => body(),
  }
  const lab = openLab(
    { repository: { ...repository, checkout: async () => {} }, sandbox, scratch, log, workspace: '/workspace' },
    {
      runner: checks?.runner?.is.name ?? 'command',
      testCommand: command,
      workingDirectory: '.',
      confirmations: 3,
      ...plan,
    },
    checks,
    new Set(['a.js']),
  )
  return { lab, scratch, sandbox }
}

async function run(scene: Scene) {
  const { lab } = await open(scene)
  return lab.run(await lab.copyOf('tree'), { kind: 'all' }, 60)
}

describe('what a run means', () => {
  it.each<[string, Scene, object]>([
    ['green, with a report', { report: xml(passed) }, { passed: true, exit: 0 }],
    ['red, with a report', { report: xml(failed), answer: { exit: 1 } }, { passed: false, exit: 1 }],
    ['green without a report', {}, { passed: false, doubt: 'the runner ended with 0 and left no report' }],
    ['green without tests', { report: xml('') }, { passed: false, doubt: 'no tests ran' }],
    [
      'green with failures',
      { report: xml(failed) },
      { passed: false, doubt: expect.stringContaining('although its report has failures') },
    ],
    [
      'green, and the report is cut off',
      { report: xml(passed).slice(0, -5) },
      { passed: false, doubt: expect.stringContaining('not whole') },
    ],
    [
      'cut off by time',
      { report: xml(passed), answer: { timedOut: true, exit: 143 } },
      { passed: false, timedOut: true },
    ],
    ['a command without a report of its own', { command: 'make test' }, { passed: true, statuses: undefined }],
    ['a red command', { command: 'make test', answer: { exit: 2 } }, { passed: false, exit: 2 }],
  ])('%s', async (_, scene, expected) => {
    expect(await run(scene)).toMatchObject(expected)
  })

  it('does not take what the tests print for their report', async () => {
    expect(await run({ answer: xml(passed) })).toMatchObject({
      passed: false,
      doubt: expect.stringContaining('no report'),
    })
  })
})

describe('how a run is started', () => {
  it('finds the programs of the project first, of its package before the root', async () => {
    const { lab, sandbox } = await open({ command: 'pytest', plan: { workingDirectory: 'web' } })
    const copy = await lab.copyOf('tree')
    await lab.run(copy, { kind: 'file', file: 'web/test_a.py' }, 60)
    const [request] = sandbox.requests
    expect(request?.command).toContain(
      `export PATH=${copy.root}/web/node_modules/.bin:${copy.root}/web/.venv/bin:${copy.root}/web/venv/bin:${copy.root}/web/vendor/bin:${copy.root}/node_modules/.bin:`,
    )
    expect(request?.command).toMatch(/ test_a\.py$/)
    expect(request?.directory).toBe(`${copy.root}/web`)
    expect(request?.environment).toMatchObject({ PYTHONDONTWRITEBYTECODE: '1' })
  })

  it('writes every report outside the copy, and cleans up', async () => {
    const { lab, sandbox, scratch } = await open({ report: xml(passed) })
    const copy = await lab.copyOf('tree')
    await lab.run(copy, { kind: 'all' }, 60)
    await lab.run(copy, { kind: 'all' }, 60)
    const outboxes = sandbox.requests.map((request) => request.writable[1])
    expect(outboxes).toHaveLength(2)
    expect([...scratch.directories]).toEqual([copy.root])
    expect(outboxes.some((outbox) => outbox?.startsWith(copy.root))).toBe(false)
    expect([...scratch.files.keys()]).toEqual([])
    expect(lab.testRuns).toBe(2)
  })

  it('leaves a command that it does not understand alone', async () => {
    const { lab, sandbox } = await open({ command: 'make test && ./more' })
    await lab.run(await lab.copyOf('tree'), { kind: 'all' }, 60)
    expect(sandbox.requests[0]?.command).toBe('make test && ./more')
  })

  it('hands a production error to the replay as a file, and takes it away again', async () => {
    const { lab, sandbox, scratch } = await open({ plan: { reproduceCommand: 'node replay.js' } })
    const failure = failureOf({ event: { order: 7 } })
    await lab.run(await lab.copyOf('tree'), failure, 60)
    expect(sandbox.requests[0]).toMatchObject({
      command: 'node replay.js',
      environment: { SUTURE_EVENT: expect.stringMatching(/event\.json$/) },
    })
    expect([...scratch.files.keys()]).toEqual([])
  })
})

describe('what the replay reads', () => {
  it('has the record, its own fields where the names are free, and the failure', () => {
    const event = { order: 7, title: 'not this one', __proto__: null }
    expect(replayedEvent(failureOf({ event }))).toMatchObject({
      order: 7,
      title: 'boom',
      fingerprint: '0123456789ab',
      event,
    })
  })

  it.each([[undefined], ['text'], [[1, 2]], [null]])('takes the record %j as it is', (event) => {
    expect(replayedEvent(failureOf(event === undefined ? {} : { event }))).toMatchObject({ title: 'boom' })
  })
})

describe('a clean copy', () => {
  it('has the dependencies of the workspace, and runs no set-up where they are', async () => {
    const { lab, scratch, sandbox } = await open({ ignored: ['node_modules'], plan: { setupCommand: 'npm ci' } })
    const { root } = await lab.copyOf('tree')
    expect([...scratch.links]).toEqual([[`${root}/node_modules`, '/workspace/node_modules']])
    expect(sandbox.requests).toEqual([])
  })

  it('is set up where there are none', async () => {
    const { lab, sandbox } = await open({ plan: { setupCommand: 'npm ci' } })
    await lab.copyOf('tree')
    expect(sandbox.requests.map((request) => request.command)).toEqual(['npm ci'])
  })

  it('is none where the set-up fails', async () => {
    const { lab } = await open({ plan: { setupCommand: 'npm ci' }, answer: { exit: 7 } })
    await expect(lab.copyOf('tree')).rejects.toMatchObject({ outcome: 'not-reproduced' })
  })
})
