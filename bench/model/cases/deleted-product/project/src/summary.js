import { byCategory } from './group.js'
import { cents } from './money.js'

/** What a customer sees below an order. */
export function summarize(order) {
  const rows = order.lines.map((line) => ({
    title: line.product.title,
    amount: cents(line.sold.price * line.count),
  }))
  const total = order.lines.reduce((sum, { sold, count }) => sum + sold.price * count, 0)
  return { id: order.id, rows, total: cents(total), categories: byCategory(order.lines) }
}
