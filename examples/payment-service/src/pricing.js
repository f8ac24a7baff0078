import { feeFor } from './fees.js'
import { loyaltyPercent } from './loyalty.js'
import { percentOf, subtract } from './money.js'

/** What the customer pays (`total`) and what of it the merchant gets (`payout`). */
export function quote(order, customer) {
  const percent = loyaltyPercent(customer)
  const discount = percentOf(order.amount, percent)
  const total = subtract(order.amount, discount)
  const fee = feeFor(order.card, total)
  return { amount: order.amount, percent, discount, total, fee, payout: subtract(total, fee) }
}
