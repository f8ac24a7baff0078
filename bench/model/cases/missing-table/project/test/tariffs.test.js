import assert from 'node:assert/strict'
import { test } from 'node:test'
import { price, quarter } from '../src/tariffs.js'

test('the first weight that is enough', () => {
  assert.ok(price('BE', 1) < price('BE', 3))
})

test('too heavy', () => {
  assert.throws(() => price('BE', 40), RangeError)
})

test('the tariffs of the second quarter are in place, with the weight of 10 kg that came with them', () => {
  assert.equal(quarter, '2026-2')
  assert.ok(price('SE', 9) > price('SE', 5))
})
