import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOrder } from '../src/orders.js'

const body = { customer: 'cus_ada', amount: 12500, currency: 'EUR', card: { token: 'tok_1', region: 'eu' } }

test('a complete body is an order', () => {
  const order = readOrder(body)
  assert.equal(order.customer, 'cus_ada')
  assert.equal(order.amount, 12500)
  assert.equal(order.currency, 'EUR')
  assert.deepEqual(order.card, { token: 'tok_1', region: 'eu' })
})

test('an incomplete or wrong body is refused with 422', () => {
  const wrong = [
    undefined,
    null,
    'text',
    {},
    { ...body, customer: 7 },
    { ...body, amount: 0 },
    { ...body, amount: 12.5 },
    { ...body, amount: '12500' },
    { ...body, currency: 'XXX' },
    { ...body, card: null },
    { ...body, card: {} },
  ]
  for (const each of wrong) assert.throws(() => readOrder(each), { name: 'HttpError', status: 422 })
})
