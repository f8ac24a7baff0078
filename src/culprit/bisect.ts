/** What one commit says. `skip`: it cannot be built, the test does not run there, or fails for another reason. */
export type Answer = 'good' | 'bad' | 'skip'

/** Where a bisection ended, in places of the list: everything up to `good` is good, `bad` is the first known bad one. */
export interface Narrowed {
  /** -1 where only the commit before the list is good. */
  readonly good: number
  readonly bad: number
}

/** Whoever has asked so many commits in vain learns little from the next one. */
const mostSkipped = 8

/**
 * Halves the list until one commit is left. The commit before the list is good and the last one bad: neither is asked.
 * Commits that say nothing stay between the two. `undefined` as an answer stops, with what is known until then.
 *
 * @param length number of commits, oldest first
 */
export async function bisect(
  length: number,
  ask: (place: number, from: Narrowed) => Promise<Answer | undefined>,
): Promise<Narrowed> {
  let good = -1
  let bad = length - 1
  const skipped = new Set<number>()
  while (bad - good > 1 && skipped.size <= mostSkipped) {
    const place = middle(good, bad, skipped)
    const answer = place === undefined ? undefined : await ask(place, { good, bad })
    if (place === undefined || answer === undefined) break
    if (answer === 'good') good = place
    else if (answer === 'bad') bad = place
    else skipped.add(place)
  }
  return { good, bad }
}

/** Where to ask when the middle says nothing: eighths, nearest first. Neighbours of what does not build seldom do. */
const elsewhere = [3, 5, 2, 6, 1, 7] as const

function middle(good: number, bad: number, skipped: ReadonlySet<number>): number | undefined {
  const isOpen = (place: number): boolean => place > good && place < bad && !skipped.has(place)
  const likely = [4, ...elsewhere].map((eighths) => good + Math.floor(((bad - good) * eighths) / 8)).find(isOpen)
  if (likely !== undefined) return likely
  for (let place = good + 1; place < bad; place++) if (isOpen(place)) return place
  return undefined
}

/** Runs that halving takes: the bad end is known. */
export function stepsFor(length: number): number {
  return Math.ceil(Math.log2(Math.max(1, length)))
}
