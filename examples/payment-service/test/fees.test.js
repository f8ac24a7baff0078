import assert from 'node:assert/strict'
import { test } from 'node:test'
import { feeFor } from '../src/fees.js'

test('the fee is a percentage and a fixed part by region', () => {
  assert.equal(feeFor({ region: 'domestic' }, 10000), 100)
  assert.equal(feeFor({ region: 'eu' }, 10000), 165)
  assert.equal(feeFor({ region: 'international' }, 10000), 315)
})

test('a card of an unknown region pays the international fee', () => {
  assert.equal(feeFor({}, 10000), 315)
  assert.equal(feeFor({ region: 'mars' }, 10000), 315)
})
