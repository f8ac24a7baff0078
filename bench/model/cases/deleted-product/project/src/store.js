/**
 * @typedef {{ id: string, title: string, category: string }} Product
 * A line keeps title and price as they were when it was sold. `product` is what the catalogue says now: null once the product
 * is deleted, since orders are kept for ten years and products are not.
 * @typedef {{ product: Product | null, sold: { title: string, price: number }, count: number }} Line
 * @typedef {{ id: string, placed: string, lines: Line[] }} Order
 */

/** Joins the rows of an order with the catalogue. @returns {Order} */
export function joinOrder(row, catalogue) {
  return {
    id: row.id,
    placed: row.placed,
    lines: row.lines.map(({ productId, ...line }) => ({ ...line, product: catalogue.get(productId) ?? null })),
  }
}
