/**
 * "Did you mean": the candidate nearest to what was written, by optimal string alignment (Damerau-Levenshtein
 * without overlapping transpositions), or undefined where nothing is near or two are equally near.
 */
export function nearest(
  written: string,
  candidates: readonly string[],
  limit = nearLimit(written),
): string | undefined {
  let best: string | undefined
  let bestDistance = limit + 1
  let tied = false
  for (const candidate of candidates) {
    const distance = editDistance(written, candidate, limit)
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
      tied = false
    } else if (distance === bestDistance && candidate !== best) {
      tied = true
    }
  }
  return tied ? undefined : best
}

/** A third of the name may differ: the usual bound of compilers' spelling suggestions. */
export function nearLimit(name: string): number {
  return Math.max(1, Math.floor(name.length / 3))
}

/** Distance of two names, or `limit + 1` as soon as it is known to be larger. Names over 100 characters never match. */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit || from.length > 100 || to.length > 100) return limit + 1
  let before: number[] = []
  let above = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      )
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1)
      current.push(cost)
    }
    if (Math.min(...current) > limit) return limit + 1
    before = above
    above = current
  }
  return Math.min(above[to.length] ?? limit + 1, limit + 1)
}
