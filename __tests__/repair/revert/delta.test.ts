import { smallest } from '../../../src/repair/revert/delta.js'

function run(count: number, mends: (set: ReadonlySet<number>) => boolean) {
  const plan = smallest(Array.from({ length: count }, (_, index) => index))
  let asked = 0
  let step = plan.next()
  while (step.done !== true) {
    asked += 1
    step = plan.next(mends(new Set(step.value)))
  }
  return { found: step.value, asked }
}

const has =
  (...wanted: readonly number[]) =>
  (set: ReadonlySet<number>) =>
    wanted.every((one) => set.has(one))

describe('delta debugging', () => {
  it.each([1, 2, 3, 8, 31, 64])('finds each single part of %i', (count) => {
    for (let wanted = 0; wanted < count; wanted++) expect(run(count, has(wanted)).found).toEqual([wanted])
  })

  it.each([
    [8, [0, 7]],
    [9, [2, 3, 8]],
    [20, [4, 5]],
    [5, [0, 1, 2, 3, 4]],
  ])('of %i parts, finds those that are needed together: %j', (count, wanted) => {
    expect(run(count, has(...wanted)).found).toEqual(wanted)
  })

  it('takes about twice the logarithm for one part of many', () => {
    expect(run(64, has(37)).asked).toBeLessThanOrEqual(13)
  })

  it('finds a part that mends although the whole does not', () => {
    expect(run(6, (set) => set.has(4) && !set.has(1)).found).toEqual([4])
  })

  it('has nothing where nothing mends, and for no parts', () => {
    expect(run(5, () => false).found).toBeUndefined()
    expect(run(0, () => true)).toEqual({ found: undefined, asked: 0 })
  })
})
