import { add } from './money.js'

/** Double entry: every payment debits the card network and credits the merchant and the acquirer, to the cent. */
export function createLedger() {
  const entries = []
  return {
    post(payment) {
      const { total, payout, fee } = payment.price
      entries.push(
        { payment: payment.id, account: 'card-network', debit: total, credit: 0 },
        { payment: payment.id, account: 'merchant', debit: 0, credit: payout },
        { payment: payment.id, account: 'acquirer', debit: 0, credit: fee },
      )
    },
    entriesOf(paymentId) {
      return entries.filter((entry) => entry.payment === paymentId)
    },
    isBalanced() {
      const debit = add(...entries.map((entry) => entry.debit))
      const credit = add(...entries.map((entry) => entry.credit))
      return debit === credit
    },
  }
}
