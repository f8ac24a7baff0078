import { HttpError } from './errors.js'

/** The customers we know. Guests are customers without a loyalty tier. */
export const sampleCustomers = [
  { id: 'cus_ada', name: 'Ada Obi', language: 'en', tier: 'gold' },
  { id: 'cus_bo', name: 'Bo Lind', language: 'de' },
  { id: 'cus_chen', name: 'Chen Wei', language: 'en', tier: 'silver' },
  { id: 'cus_dara', name: 'Dara Roth', language: 'de', tier: 'gold' },
  { id: 'cus_eli', name: 'Eli Marsh', language: 'en' },
]

export function createCustomers(records = sampleCustomers) {
  const byId = new Map(records.map((record) => [record.id, record]))
  return {
    find(id) {
      const customer = byId.get(id)
      if (customer === undefined) throw new HttpError(404, 'unknown_customer', `there is no customer ${id}`)
      return customer
    },
  }
}
