/** When an error was seen, in milliseconds since 1970, and how often the record says. */
export interface Moment {
  readonly at: number
  readonly count: number
}

/** The time that the artifacts speak of, and the last deployment where it is known; milliseconds since 1970. */
export interface Period {
  readonly from: number
  readonly to: number
  readonly deployedAt?: number | undefined
}

/** Fewer than this after the rise is noise. */
const fewest = 5
/** The rate must have tripled: doubling happens every morning. */
const factor = 3
const buckets = 24

/**
 * True where the error's rate rose sharply and stayed risen: against the time before the deployment, or against its own
 * past in the period. An error whose past is not in the period did not rise.
 */
export function isSpike(moments: readonly Moment[], period: Period): boolean {
  const span = period.to - period.from
  if (span <= 0 || moments.length === 0) return false
  if (period.deployedAt !== undefined && period.deployedAt > period.from && period.deployedAt < period.to) {
    const after = countFrom(moments, period.deployedAt)
    if (rose(total(moments) - after, period.deployedAt - period.from, after, period.to - period.deployedAt)) return true
  }
  for (let bucket = 1; bucket < buckets; bucket++) {
    const split = period.from + (span * bucket) / buckets
    const after = countFrom(moments, split)
    if (
      rose(total(moments) - after, split - period.from, after, period.to - split) &&
      isStillUp(moments, split, period.to)
    ) {
      return true
    }
  }
  return false
}

function rose(before: number, beforeSpan: number, after: number, afterSpan: number): boolean {
  if (after < fewest) return false
  const expected = (before / beforeSpan) * afterSpan
  // Three standard deviations of a Poisson count beside the factor, so that small numbers do not alarm.
  return after > factor * expected && after > expected + 3 * Math.sqrt(expected)
}

/** A burst that ended long ago is history: some of it must lie in the last third of what came after the rise. */
function isStillUp(moments: readonly Moment[], split: number, to: number): boolean {
  return countFrom(moments, to - (to - split) / 3) > 0
}

function countFrom(moments: readonly Moment[], from: number): number {
  let sum = 0
  for (const moment of moments) if (moment.at >= from) sum += moment.count
  return sum
}

function total(moments: readonly Moment[]): number {
  return countFrom(moments, Number.NEGATIVE_INFINITY)
}
