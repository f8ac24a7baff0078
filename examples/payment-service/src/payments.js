import { HttpError } from './errors.js'
import { readOrder } from './orders.js'
import { quote } from './pricing.js'
import { receiptFor } from './receipts.js'

export function createPayments({ acquirer, customers, ledger, newId }) {
  const taken = new Map()
  return {
    async take(body) {
      const order = readOrder(body)
      const customer = customers.find(order.customer)
      const price = quote(order, customer)
      const { approved } = await acquirer.authorise({ token: order.card.token, total: price.total })
      if (!approved) throw new HttpError(402, 'card_declined', 'the card was declined')
      const payment = { id: newId('pay'), customer: customer.id, currency: order.currency, price }
      ledger.post(payment)
      taken.set(payment.id, payment)
      return { ...payment, receipt: receiptFor(payment, customer) }
    },
    find(id) {
      const payment = taken.get(id)
      if (payment === undefined) throw new HttpError(404, 'unknown_payment', `there is no payment ${id}`)
      return payment
    },
  }
}
