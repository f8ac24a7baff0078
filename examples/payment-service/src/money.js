// Money is a whole number of minor units (cents) everywhere: floating point never touches it.

export function isAmount(value) {
  return Number.isSafeInteger(value) && value >= 0
}

function checked(value) {
  if (!isAmount(value)) throw new RangeError(`not an amount in minor units: ${value}`)
  return value
}

export function add(...amounts) {
  return checked(amounts.reduce((sum, amount) => sum + checked(amount), 0))
}

export function subtract(amount, less) {
  return checked(checked(amount) - checked(less))
}

/** A percentage of an amount, rounded half up to the minor unit. */
export function percentOf(amount, percent) {
  if (!Number.isFinite(percent)) throw new RangeError(`not a percentage: ${percent}`)
  return Math.round((checked(amount) * percent) / 100)
}

export function format(amount, currency) {
  const units = Math.floor(checked(amount) / 100)
  const cents = String(amount % 100).padStart(2, '0')
  return `${units}.${cents} ${currency}`
}
