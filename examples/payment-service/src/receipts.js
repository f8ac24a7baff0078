import { format } from './money.js'

const words = {
  en: { amount: 'Amount', discount: 'Loyalty discount', total: 'Paid' },
  de: { amount: 'Betrag', discount: 'Treuerabatt', total: 'Bezahlt' },
}

/** The lines of a receipt in the customer's language. */
export function receiptFor(payment, customer) {
  const word = words[customer.language] ?? words.en
  const { price, currency } = payment
  const lines = [`${word.amount}: ${format(price.amount, currency)}`]
  if (price.discount > 0) lines.push(`${word.discount} ${price.percent} %: -${format(price.discount, currency)}`)
  lines.push(`${word.total}: ${format(price.total, currency)}`)
  return lines
}
