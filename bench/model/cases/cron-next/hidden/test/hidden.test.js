import assert from 'node:assert/strict'
import { test } from 'node:test'
import { next } from '../src/next.js'

const at = (line, after) => next(line, new Date(after))?.toISOString().slice(0, 16)

test('one restricted day field alone decides', () => {
  assert.equal(at('0 0 * * 1', '2026-03-03T00:00:00Z'), '2026-03-09T00:00')
  assert.equal(at('0 0 15 * *', '2026-03-03T00:00:00Z'), '2026-03-15T00:00')
})

test('Sunday is 0 and 7, also beside a day of the month', () => {
  assert.equal(at('0 0 1 * 7', '2026-03-02T00:00:00Z'), '2026-03-08T00:00')
})

test('month ends', () => {
  assert.equal(at('0 0 1 4 *', '2026-03-31T23:59:00Z'), '2026-04-01T00:00')
  assert.equal(at('0 0 31 * *', '2026-04-01T00:00:00Z'), '2026-05-31T00:00')
  assert.equal(at('0 0 29 2 *', '2026-01-31T00:00:00Z'), '2028-02-29T00:00')
})
