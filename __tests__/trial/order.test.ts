import { needsOthers } from '../../src/trial/order.js'
import type { Selection } from '../../src/trial/runner.js'
import type { Target } from '../../src/trial/target.js'
import { type Cases, checkRun, failureOf } from './fake-lab.js'

const alone: Selection = { kind: 'test', test: { name: 'adds' }, file: 'a.js' }
const run = { passed: false, exit: 1, seconds: 1 }

function targetOf(selection: Selection, ids = ['adds']): Target {
  return { failure: failureOf(), selection, ids, isLoadFailure: false, recognises: () => false }
}

describe('a test that fails alone', () => {
  it('needs the others where it passes among them, each time', () => {
    const suite = checkRun({ adds: 'passed', other: 'failed' })
    expect(needsOthers(targetOf(alone), [run, run, run], [suite, suite])).toBe(
      'it depends on the other tests: with the whole suite it passes (2 of 2 runs), alone it fails (3 of 3 runs)',
    )
  })

  it.each<[string, Target, Cases | undefined]>([
    ['it fails among them', targetOf(alone), { adds: 'failed' }],
    ['it does not run among them', targetOf(alone), { other: 'passed' }],
    ['it is skipped among them', targetOf(alone), { adds: 'skipped' }],
    ['the suite names no tests', targetOf(alone), undefined],
    ['it was the suite that failed', targetOf({ kind: 'all' }), { adds: 'passed' }],
    ['it has no name', targetOf(alone, []), { adds: 'passed' }],
  ])('does not where %s', (_, target, cases) => {
    expect(needsOthers(target, [run], [checkRun(cases)])).toBeUndefined()
  })
})
