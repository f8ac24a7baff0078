import { joinOrder } from './store.js'
import { summarize } from './summary.js'

/** Answers GET /orders/:id/summary. */
export function handle(row, catalogue) {
  if (row === undefined) return { status: 404, body: { error: 'no such order' } }
  return { status: 200, body: summarize(joinOrder(row, catalogue)) }
}
