import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as tick } from 'node:timers/promises'
import { mapLimit } from '../src/pool.ts'

test('outcomes are in the order of the items, failures in their place', async () => {
  const outcomes = await mapLimit([3, 1, 2], 3, async (count) => {
    for (let index = 0; index < count; index++) await tick()
    if (count === 1) throw new Error('one')
    return count
  })
  assert.deepEqual(outcomes.map(({ ok }) => ok), [true, false, true])
  assert.equal(outcomes[2].value, 2)
})

test('one at a time', async () => {
  let open = 0
  await mapLimit([1, 2, 3], 1, async () => {
    assert.equal(++open, 1)
    await tick()
    open--
  })
})

test('work that throws before it is a promise is a failure like any other', async () => {
  const outcomes = await mapLimit([1, 2], 1, (each) => {
    if (each === 1) throw new Error('at once')
    return Promise.resolve(each)
  })
  assert.deepEqual(outcomes.map(({ ok }) => ok), [false, true])
})
