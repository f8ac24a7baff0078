import { HttpError } from './errors.js'
import { isAmount } from './money.js'

const currencies = new Set(['EUR', 'USD', 'GBP', 'SEK'])

function invalid(message) {
  return new HttpError(422, 'invalid_payment', message)
}

/** Reads the body of `POST /payments`; what it returns is complete and valid. */
export function readOrder(body) {
  if (typeof body !== 'object' || body === null) throw invalid('the body must be a JSON object')
  if (typeof body.customer !== 'string') throw invalid('customer must be an id')
  if (!isAmount(body.amount) || body.amount === 0) throw invalid('amount must be a whole number of minor units')
  if (!currencies.has(body.currency)) throw invalid('currency is not supported')
  if (typeof body.card?.token !== 'string') throw invalid('card.token is missing')
  return {
    customer: body.customer,
    amount: body.amount,
    currency: body.currency,
    card: { token: body.card.token, region: body.card.region },
  }
}
