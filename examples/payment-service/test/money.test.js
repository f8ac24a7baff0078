import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, format, percentOf, subtract } from '../src/money.js'

test('amounts add and subtract in minor units', () => {
  assert.equal(add(100, 250, 5), 355)
  assert.equal(subtract(100, 100), 0)
})

test('a percentage rounds half up to the minor unit', () => {
  assert.equal(percentOf(1050, 5), 53)
  assert.equal(percentOf(1049, 5), 52)
  assert.equal(percentOf(12500, 0), 0)
})

test('what is not an amount or a percentage is refused', () => {
  for (const wrong of [1.5, -1, '100', null, undefined, Number.NaN]) assert.throws(() => add(100, wrong), RangeError)
  assert.throws(() => subtract(100, 101), RangeError)
  for (const wrong of ['', null, undefined, Number.NaN]) assert.throws(() => percentOf(100, wrong), RangeError)
})

test('amounts print with two decimals', () => {
  assert.equal(format(12505, 'EUR'), '125.05 EUR')
  assert.equal(format(0, 'SEK'), '0.00 SEK')
})
