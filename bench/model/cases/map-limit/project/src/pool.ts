import type { Outcome } from './outcome.ts'

/**
 * Calls `work` for every item, at most `limit` at one time.
 *
 * @returns one outcome for each item, in the order of the items; a failure never stops the others
 */
export async function mapLimit<I, O>(
  items: readonly I[],
  limit: number,
  work: (item: I, index: number) => Promise<O>,
): Promise<Outcome<O>[]> {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`limit must be a whole number from 1 on: ${limit}`)
  const outcomes: Outcome<O>[] = []
  const running = new Set<Promise<void>>()
  for (const [index, item] of items.entries()) {
    if (running.size > limit) await Promise.race(running)
    const one: Promise<void> = work(item, index).then((value) => {
      outcomes.push({ ok: true, value })
      running.delete(one)
    })
    running.add(one)
  }
  await Promise.all(running)
  return outcomes
}
