import { add, percentOf } from './money.js'

// What the acquirer takes from the merchant: a percentage and a fixed part, by the region of the card.
const feesByRegion = {
  domestic: { percent: 0.9, fixed: 10 },
  eu: { percent: 1.4, fixed: 25 },
  international: { percent: 2.9, fixed: 25 },
}

export function feeFor(card, amount) {
  const fee = feesByRegion[card.region] ?? feesByRegion.international
  return add(percentOf(amount, fee.percent), fee.fixed)
}
