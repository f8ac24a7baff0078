import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiptFor } from '../src/receipts.js'

const price = { amount: 10000, percent: 5, discount: 500, total: 9500, fee: 158, payout: 9342 }

test('a receipt shows the amount, the discount and what was paid', () => {
  assert.deepEqual(receiptFor({ price, currency: 'EUR' }, { language: 'en' }), [
    'Amount: 100.00 EUR',
    'Loyalty discount 5 %: -5.00 EUR',
    'Paid: 95.00 EUR',
  ])
})

test('a receipt without a discount does not speak of one', () => {
  const full = { ...price, percent: 0, discount: 0, total: 10000 }
  assert.deepEqual(receiptFor({ price: full, currency: 'EUR' }, { language: 'de' }), [
    'Betrag: 100.00 EUR',
    'Bezahlt: 100.00 EUR',
  ])
})
