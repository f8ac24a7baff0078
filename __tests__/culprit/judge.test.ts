import { judge } from '../../src/culprit/probe.js'
import type { Sighting, TestStatus } from '../../src/domain.js'
import type { CheckRun } from '../../src/trial/lab/lab.js'
import * as example from '../report/examples.js'

const { failure } = example.fix
const sighting = (message: string): Sighting => ({ ...failure, message, sourceLines: [1, 1] })

function runOf(status: TestStatus | undefined, more: Partial<CheckRun> & { readonly says?: string } = {}): CheckRun {
  const { says, ...rest } = more
  const sightings = says === undefined ? [] : [sighting(says)]
  return {
    passed: status === 'passed',
    exit: status === 'passed' ? 0 : 1,
    seconds: 1,
    timedOut: false,
    reading: { source: 'report', format: 'x', bytes: 1, sightings, cases: [], notes: [], incomplete: false },
    statuses: status === undefined ? new Map([['other', 'passed']]) : new Map([['t', status]]),
    output: '',
    ...rest,
  }
}

const target = {
  failure,
  selection: { kind: 'all' } as const,
  ids: ['t'],
  isLoadFailure: false,
  recognises: (one: Sighting) => one.message === 'this',
}
const failing = runOf('failed', { says: 'this' })

describe('what a commit says', () => {
  it.each<[string, CheckRun, string]>([
    ['the test passes', runOf('passed'), 'good'],
    ['the same failure', runOf('failed', { says: 'this' }), 'bad'],
    ['another failure of the same test', runOf('failed', { says: 'that' }), 'skip'],
    ['a failure that says nothing', runOf('failed'), 'skip'],
    ['the test does not run', runOf(undefined, { exit: 0, passed: true }), 'skip'],
    ['the command asks to skip', runOf('failed', { says: 'this', exit: 125 }), 'skip'],
    ['the command is not there', runOf(undefined, { exit: 127 }), 'skip'],
    ['it hangs, and the failure is no hang', runOf('failed', { timedOut: true }), 'skip'],
  ])('%s', (_, run, answer) => {
    expect(judge({ target, failing }, run)).toBe(answer)
  })

  it('goes by the exit code where the failure itself prints nothing that is known', () => {
    const mute = { target: { ...target, selection: failure }, failing: runOf('failed') }
    expect(judge(mute, runOf('failed'))).toBe('bad')
    expect(judge(mute, runOf('failed', { says: 'that' }))).toBe('skip')
    expect(judge(mute, runOf('passed'))).toBe('good')
  })

  it('takes a hang for the failure where the failure is a hang', () => {
    expect(judge({ target, failing: runOf('failed', { timedOut: true }) }, runOf('failed', { timedOut: true }))).toBe(
      'bad',
    )
  })
})
