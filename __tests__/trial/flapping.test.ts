import { flapping, leftOut, settle, without, worseAfter } from '../../src/trial/flapping.js'
import type { CheckRun } from '../../src/trial/lab/lab.js'
import { type Cases, checkRun, sighting } from './fake-lab.js'

const calm: Cases = { a: 'passed', b: 'passed', mended: 'failed' }
const after: Cases = { ...calm, mended: 'passed' }

/** Both sides as they come, one state of the runs after the other; the last state stays. */
async function settled(base: Cases[], fixed: Cases[], more: Partial<CheckRun> = {}) {
  const made = { base: 1, after: 1 }
  const run = (list: Cases[], index: number) => checkRun(list[Math.min(index, list.length - 1)] ?? {}, more)
  const sides = await settle(
    { base: [run(base, 0)], after: [run(fixed, 0)] },
    { base: async () => run(base, made.base++), after: async () => run(fixed, made.after++) },
  )
  const left = flapping(sides)
  return { runs: [sides.base.length, sides.after.length], left: [...left], ...worseAfter(sides, left) }
}

describe('settle', () => {
  const broken = { ...after, b: 'failed' } as const
  it.each<[string, Cases[], Cases[], object]>([
    ['nothing differs: nothing more is run', [calm], [after], { runs: [1, 1], left: [] }],
    [
      'a test that never flaps is broken',
      [calm],
      [broken],
      { runs: [5, 1], left: [], worse: '1 test(s) fail that passed before: b' },
    ],
    [
      'a test that flaps on the base is left out',
      [calm, { ...calm, b: 'failed' }],
      [broken, after],
      { runs: [2, 2], left: ['b'] },
    ],
    [
      'it may flap late',
      [calm, calm, calm, { ...calm, b: 'failed' }],
      [broken, broken, after],
      { runs: [4, 3], left: ['b'] },
    ],
    [
      'flapping before and never passing after is worse',
      [calm, { ...calm, b: 'failed' }],
      [broken],
      { runs: [2, 5], left: [], worse: '1 test(s) fail that passed before: b' },
    ],
    [
      'a second test that breaks is not hidden by one that flaps',
      [calm, { ...calm, b: 'failed' }],
      [
        { ...broken, a: 'failed' },
        { ...after, a: 'failed' },
      ],
      { left: ['b'], worse: '1 test(s) fail that passed before: a' },
    ],
    [
      'a name that is another in each run is no test lost',
      [
        { ...calm, 'at 12:01': 'passed' },
        { ...calm, 'at 12:02': 'passed' },
      ],
      [{ ...after, 'at 12:03': 'passed' }],
      { left: ['at 12:01', 'at 12:02'] },
    ],
    [
      'a test that goes is lost',
      [calm],
      [{ a: 'passed', mended: 'passed' }],
      { lost: '1 test(s) are gone or skipped: b' },
    ],
    ['failures that were there may stay', [{ ...calm, b: 'failed' }], [broken], { runs: [1, 1], left: [] }],
    [
      'and must not grow',
      [calm],
      [{ ...after, c: 'failed' }],
      { left: [], worse: '1 test(s) fail that did not run before: c' },
    ],
  ])('%s', async (_, base, fixed, expected) => {
    const found = await settled(base, fixed)
    expect(found).toMatchObject(expected)
    if (!('worse' in expected)) expect(found.worse).toBeUndefined()
    if (!('lost' in expected)) expect(found.lost).toBeUndefined()
  })

  it('asks a slow suite once more, not five times', async () => {
    expect(await settled([calm], [broken], { seconds: 200 })).toMatchObject({ runs: [2, 1] })
  })
})

describe('without', () => {
  it('takes a red exit away that only flapping tests explain', () => {
    const red = checkRun({ a: 'passed', b: 'failed' }, { sightings: [sighting('b', { test: { name: 'b' } })] })
    const left = without(red, new Set(['b']))
    expect(left).toMatchObject({ passed: true, exit: 0, reading: { sightings: [], cases: [{ id: 'a' }] } })
  })

  it.each<[string, CheckRun]>([
    ['another test fails', checkRun({ a: 'failed', b: 'failed' })],
    ['the run was cut off', checkRun({ a: 'passed', b: 'failed' }, { timedOut: true })],
    ['the flapping test passed', checkRun({ a: 'passed', b: 'passed' }, { exit: 3 })],
  ])('leaves it where %s', (_, run) => {
    expect(without(run, new Set(['b'])).passed).toBe(false)
  })
})

describe('leftOut', () => {
  it.each([
    [[], undefined],
    [['a'], '1 test flaps on the base and was left out: a'],
    [['a', 'b'], '2 tests flap on the base and were left out: a, b'],
    [['a', 'b', 'c', 'd'], '4 tests flap on the base and were left out: a, b, c, …'],
  ])('%j', (ids, expected) => {
    expect(leftOut(new Set(ids))).toBe(expected)
  })
})
