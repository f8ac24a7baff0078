import assert from 'node:assert/strict'
import { test } from 'node:test'
import { next } from '../src/next.js'

const at = (line, after) => next(line, new Date(after))?.toISOString().slice(0, 16)

test('a time of day', () => {
  assert.equal(at('30 4 * * *', '2026-03-01T04:30:00Z'), '2026-03-02T04:30')
})

test('a step and a range', () => {
  assert.equal(at('*/20 9-17 * * 1-5', '2026-03-06T17:40:00Z'), '2026-03-09T09:00')
})

test('never', () => {
  assert.equal(at('0 0 30 2 *', '2026-01-01T00:00:00Z'), undefined)
})

test('on the 13th and on Fridays of February', () => {
  assert.equal(at('0 12 13 2 5', '2026-01-31T10:00:00Z'), '2026-02-06T12:00')
  assert.equal(at('0 12 13 2 5', '2026-02-06T12:00:00Z'), '2026-02-13T12:00')
})
