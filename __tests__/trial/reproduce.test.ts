import type { Failure, TestName } from '../../src/domain.js'
import type { CheckRun } from '../../src/trial/lab/lab.js'
import { reproduce } from '../../src/trial/reproduce.js'
import { type Call, type Cases, checkRun, failureOf, fakeLab, sighting } from './fake-lab.js'

const test: TestName = { suite: 'Calc', name: 'adds', file: 'a.js' }
const red: Cases = { 'a.js: Calc › adds': 'failed', 'a.js: Calc › other': 'passed' }
const green: Cases = { 'a.js: Calc › adds': 'passed', 'a.js: Calc › other': 'passed' }

async function run(
  script: (call: Call, time: number) => CheckRun,
  { failure = failureOf({ test }), plan = {} }: { failure?: Failure; plan?: Parameters<typeof fakeLab>[1] } = {},
) {
  const lab = fakeLab(script, plan)
  const copy = await lab.copyOf('base')
  const found = await reproduce(lab, copy, failure, (each) => each.title === 'boom')
  return { ...found, calls: lab.calls.map((call) => call.replace('base ', '')) }
}

describe('reproduce', () => {
  it('fails alone, as often as asked', async () => {
    const found = await run(() => checkRun(red))
    expect(found.calls).toEqual(['test', 'test', 'test'])
    expect(found.reproduction).toMatchObject({ verdict: 'reproduced', command: 'npm test' })
    expect(found.reproduction.runs).toEqual(Array(3).fill({ passed: false, exit: 1, seconds: 1 }))
    expect(found.target).toMatchObject({
      ids: ['a.js: Calc › adds'],
      selection: { kind: 'test' },
      isLoadFailure: false,
    })
    expect(found.why).toBe('reproduced: 3 of 3 runs failed')
  })

  it('runs as often as the plan says', async () => {
    expect((await run(() => checkRun(red), { plan: { confirmations: 1 } })).calls).toEqual(['test'])
    expect((await run(() => checkRun(red), { plan: { confirmations: 7 } })).calls).toHaveLength(7)
  })

  it.each<[string, number[]]>([
    ['it passes in the end', [3]],
    ['it passes in between', [2]],
    ['it passes at first', [1]],
  ])('is flaky where %s', async (_, passing) => {
    const found = await run((_call, time) => checkRun(passing.includes(time) ? green : red))
    expect(found.reproduction.verdict).toBe('flaky')
    expect(found.reproduction.runs.map((each) => each.passed)).toEqual([1, 2, 3].map((time) => passing.includes(time)))
    expect(found.target).toBeUndefined()
    expect(found.failing).toBeDefined()
  })

  it('is flaky where the test does not run after it failed, whatever else is red', async () => {
    const found = await run((_call, time) => checkRun(time === 1 ? red : { 'a.js: Calc › other': 'failed' }))
    expect(found.reproduction.verdict).toBe('flaky')
  })

  it('goes on to the file where the test does not run alone', async () => {
    const found = await run(({ what }) =>
      what === 'test' ? checkRun({ 'a.js: Calc › adds': 'skipped' }) : checkRun(red),
    )
    expect(found.calls).toEqual(['test', 'file', 'file', 'file'])
    expect(found.target?.selection).toEqual({ kind: 'file', file: 'a.js' })
    expect(found.order).toBeUndefined()
  })

  it('goes on to the suite where the test passes alone and with its file', async () => {
    const found = await run(({ what }) => checkRun(what === 'all' ? red : green))
    expect([...new Set(found.calls)]).toEqual(['test', 'file', 'all'])
    expect(found.target?.selection).toEqual({ kind: 'all' })
    expect(found.reproduction.verdict).toBe('reproduced')
    expect(found.reproduction.runs.map((each) => each.passed)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => n < 7))
    expect(found.order).toBe(
      'it depends on the other tests: alone it passes (3 of 3 runs), with the whole suite it fails (3 of 3 runs)',
    )
  })

  it.each<[string, CheckRun, RegExp]>([
    ['all is green', checkRun(green), /the tests pass on the base commit/],
    ['another test fails', checkRun({ 'a.js: Calc › other': 'failed' }), /but not with this failure/],
    ['the test is gone', checkRun({ 'a.js: Calc › other': 'passed' }), /the tests pass/],
    [
      'the command is not there',
      checkRun(undefined, { exit: 127 }),
      /not found or could not be started \(exit code 127\)/,
    ],
    ['every run is cut off', checkRun(undefined, { exit: 143, timedOut: true }), /not with this failure|time limit/],
  ])('is not reproduced where %s', async (_, answer, why) => {
    const found = await run(() => answer)
    expect(found.reproduction.verdict).toBe('not-reproduced')
    expect(found.target).toBeUndefined()
    expect(found.why).toMatch(why)
  })

  it('takes a run that never ends for the failure where that is what failed', async () => {
    const found = await run(() => checkRun(undefined, { exit: 143, timedOut: true }), {
      failure: failureOf({ test, kind: 'timeout' }),
    })
    expect(found.reproduction.verdict).toBe('reproduced')
  })

  it('does not believe a green exit with red tests', async () => {
    const found = await run(() => checkRun(red, { exit: 0 }))
    expect(found.reproduction.verdict).toBe('reproduced')
    expect(found.reproduction.runs.every((each) => !each.passed)).toBe(true)
  })

  it('asks only the whole command where the runner is not known', async () => {
    const found = await run(() => checkRun(red), { plan: { runner: 'command' } })
    expect(found.calls).toEqual(['all', 'all', 'all'])
  })

  it('asks only the suite for a failure without a test', async () => {
    const answer = checkRun({ x: 'failed' }, { sightings: [sighting('boom', { test: { name: 'x' } })] })
    const found = await run(() => answer, { failure: failureOf({ kind: 'exception' }) })
    expect(found.calls).toEqual(['all', 'all', 'all'])
    expect(found.target?.ids).toEqual(['x'])
  })

  it('does not take another red test for a failure without a test', async () => {
    const answer = checkRun({ x: 'failed' }, { sightings: [sighting('bang', { test: { name: 'x' } })] })
    const found = await run(() => answer, { failure: failureOf({ kind: 'exception' }) })
    expect(found.reproduction.verdict).toBe('not-reproduced')
  })

  it('replays a production error', async () => {
    const found = await run(() => checkRun(undefined, { exit: 1 }), {
      failure: failureOf({ kind: 'exception' }),
      plan: { reproduceCommand: 'node replay.js' },
    })
    expect(found.calls).toEqual(['replay', 'replay', 'replay'])
    expect(found.reproduction).toMatchObject({ verdict: 'reproduced', command: 'node replay.js' })
  })

  it('never replays a failing test', async () => {
    const found = await run(() => checkRun(red), { plan: { reproduceCommand: 'node replay.js' } })
    expect(found.calls).toEqual(['test', 'test', 'test'])
    expect(found.reproduction.command).toBe('npm test')
  })

  it.each<[string, Partial<TestName>, string]>([
    ['a name with NUL', { name: 'a\0b' }, 'file'],
    ['a name of a megabyte', { name: 'x'.repeat(1_000_000) }, 'file'],
    ['a suite with NUL', { suite: '\0' }, 'file'],
    ['a file with NUL', { file: 'a\0.js' }, 'all'],
    ['a file that does not load', { name: 'test/a.test.js' }, 'file'],
  ])('does not select %s by name', async (_, odd, first) => {
    const found = await run(() => checkRun({}), { failure: failureOf({ test: { ...test, ...odd } }) })
    expect(found.calls[0]).toBe(first)
  })

  it('knows a file that does not load', async () => {
    const failure = failureOf({ test: { name: 'test/a.test.js', file: 'test/a.test.js' } })
    const found = await run(() => checkRun({ 'test/a.test.js': 'failed' }), { failure })
    expect(found.target).toMatchObject({ isLoadFailure: true, selection: { kind: 'file' } })
  })
})
