import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCustomers } from '../src/customers.js'
import { quote } from '../src/pricing.js'

const customers = createCustomers()
const order = { customer: 'cus_ada', amount: 10000, currency: 'EUR', card: { token: 'tok_1', region: 'eu' } }

test('a member pays the amount less the discount', () => {
  const price = quote(order, customers.find('cus_ada'))
  assert.equal(price.percent, 5)
  assert.equal(price.discount, 500)
  assert.equal(price.total, 9500)
})

test('a customer without a membership pays the full amount', () => {
  const price = quote(order, customers.find('cus_bo'))
  assert.equal(price.percent, 0)
  assert.equal(price.discount, 0)
  assert.equal(price.total, 10000)
})

test('the merchant gets the total less the fee', () => {
  const price = quote(order, customers.find('cus_ada'))
  assert.equal(price.fee, 158)
  assert.equal(price.payout, 9342)
})
