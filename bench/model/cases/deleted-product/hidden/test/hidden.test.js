import assert from 'node:assert/strict'
import { test } from 'node:test'
import { handle } from '../src/server.js'

test('a deleted product has the title that it was sold with, and counts', () => {
  const lines = [
    { productId: 'gone', sold: { title: 'Jug', price: 2000 }, count: 1 },
    { productId: 'p1', sold: { title: 'Tea', price: 450 }, count: 2 },
    { productId: 'lost', sold: { title: 'Pan', price: 500 }, count: 1 },
  ]
  const { body } = handle({ id: '8', placed: '2020-01-05', lines }, new Map([['p1', { id: 'p1', title: 'Tea', category: 'tea' }]]))
  assert.deepEqual(body.rows[0], { title: 'Jug', amount: '20.00' })
  assert.equal(body.total, '34.00')
  assert.ok(body.categories.some(({ category, amount }) => category === 'tea' && amount === '9.00'))
})
