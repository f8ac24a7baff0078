import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handle } from '../src/server.js'

const catalogue = new Map([
  ['p1', { id: 'p1', title: 'Tea, green', category: 'tea' }],
  ['p2', { id: 'p2', title: 'Mug', category: 'china' }],
])
const line = (productId, title, price, count) => ({ productId, sold: { title, price }, count })

test('a summary has rows, a total and categories', () => {
  const row = { id: '7', placed: '2026-01-05', lines: [line('p1', 'Green tea', 450, 2), line('p2', 'Mug', 900, 1)] }
  assert.deepEqual(handle(row, catalogue), {
    status: 200,
    body: {
      id: '7',
      rows: [
        { title: 'Tea, green', amount: '9.00' },
        { title: 'Mug', amount: '9.00' },
      ],
      total: '18.00',
      categories: [
        { category: 'tea', amount: '9.00' },
        { category: 'china', amount: '9.00' },
      ],
    },
  })
})

test('an order that is not there', () => {
  assert.equal(handle(undefined, catalogue).status, 404)
})
