const percentByTier = { silver: 2, gold: 5 }

/** The discount that a customer's loyalty earns, in percent. */
export function loyaltyPercent(customer) {
  return percentByTier[customer.tier] ?? 0
}
