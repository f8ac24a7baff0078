import { cents } from './money.js'

/** Amounts by category, in the order in which categories first appear. */
export function byCategory(lines) {
  const amounts = new Map()
  for (const { product, sold, count } of lines) {
    const before = amounts.get(product.category) ?? 0
    amounts.set(product.category, before + sold.price * count)
  }
  return [...amounts].map(([category, amount]) => ({ category, amount: cents(amount) }))
}
