import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCustomers } from '../src/customers.js'
import { loyaltyPercent } from '../src/loyalty.js'

const customers = createCustomers()

test('a gold member gets 5 percent', () => {
  assert.equal(loyaltyPercent(customers.find('cus_ada')), 5)
})

test('a silver member gets 2 percent', () => {
  assert.equal(loyaltyPercent(customers.find('cus_chen')), 2)
})

test('a customer without a membership gets no discount', () => {
  assert.equal(loyaltyPercent(customers.find('cus_bo')), 0)
})
