import type { Trial, VerdictName } from '../domain.js'

/** Where a candidate can fall, in the order in which it is asked; the last one is where it arrives. */
const stations: readonly (readonly [VerdictName, string])[] = [
  ['did-not-apply', 'did not fit'],
  ['not-allowed', 'not allowed'],
  ['cheated', 'games the tests'],
  ['still-failing', 'still fails'],
  ['broke-others', 'breaks others'],
  ['flaky', 'comes and goes'],
  ['healed', 'healed'],
]
/** As wide as a phone shows beside the words. */
const longestBar = 24

/** Which candidates fell where, as lines of bars; undefined where there was none. A fall of none has no line. */
export function journey(trials: readonly Trial[]): string | undefined {
  if (trials.length === 0) return undefined
  const counts = stations.map(([name]) => trials.filter(({ verdict }) => verdict.verdict === name).length)
  const digits = String(trials.length).length
  const line = (words: string, count: number): string => {
    const bar = '█'.repeat(Math.max(1, Math.round((count / trials.length) * longestBar)))
    return `${words.padEnd(16)} ${String(count).padStart(digits)} ${bar}`
  }
  const falls = stations.flatMap(([, words], index) => {
    const count = counts[index] ?? 0
    return count === 0 ? [] : [line(words, count)]
  })
  return [line('candidates', trials.length), ...falls].join('\n')
}
