import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as tick } from 'node:timers/promises'
import { download } from '../src/download.ts'
import { mapLimit } from '../src/pool.ts'

const ticks = async (count) => {
  for (let index = 0; index < count; index++) await tick()
}

test('nothing to do', async () => {
  assert.deepEqual(await mapLimit([], 2, async () => 1), [])
})

test('all pages come', async () => {
  assert.deepEqual(await download(['a', 'b'], async (url) => url.toUpperCase()), { files: ['A', 'B'], failure: undefined })
})

test('a limit must make sense', async () => {
  await assert.rejects(mapLimit([1], 0, async () => 1), RangeError)
})

test('pages that are slow, and one that fails', async () => {
  let open = 0
  let most = 0
  const delays = { a: 9, b: 1, c: 3, d: 1, e: 2, f: 1 }
  const load = async (url) => {
    most = Math.max(most, ++open)
    await ticks(delays[url])
    open--
    if (url === 'b') throw new Error('b is gone')
    return url
  }
  const { files, failure } = await download(Object.keys(delays), load)
  assert.deepEqual(files, ['a', 'c', 'd', 'e', 'f'])
  assert.equal(failure?.message, '1 of 6 failed')
  assert.equal(most, 4)
})
