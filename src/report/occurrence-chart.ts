import type { Occurrences } from '../domain.js'

const bars = '▁▂▃▄▅▆▇█'
/** As wide as a phone shows without scrolling. */
const columns = 32

/**
 * When it happened, in a line of bars with its ends: `09:02 ▁▁▁▂█▇ 15:40 UTC`. Undefined where fewer than two times are
 * known, since a chart of one point says nothing.
 *
 * @param times ISO 8601, in any order; broken ones are left out
 */
export function occurrenceChart(times: readonly string[]): string | undefined {
  const known = times.map((time) => Date.parse(time)).filter((time) => !Number.isNaN(time))
  if (known.length < 2) return undefined
  const first = known.reduce((a, b) => Math.min(a, b))
  const last = known.reduce((a, b) => Math.max(a, b))
  if (first === last) return undefined
  const counts = new Array<number>(columns).fill(0)
  for (const time of known) {
    const column = Math.min(columns - 1, Math.floor(((time - first) / (last - first)) * columns))
    counts[column] = (counts[column] ?? 0) + 1
  }
  const most = counts.reduce((a, b) => Math.max(a, b))
  const line = counts.map((count) => (count === 0 ? ' ' : bars[Math.ceil((count / most) * 8) - 1])).join('')
  return `${stamp(first)} |${line}| ${stamp(last)} UTC, at most ${most} in ${span((last - first) / columns)}`
}

/** When it was seen, in words: `214 times, 2026-11-21 09:02 to 15:40 UTC`. */
export function occurrenceWords({ count, first, last }: Occurrences): string {
  const times = count === 1 ? 'once' : `${count} times`
  const start = Date.parse(first ?? '')
  const end = Date.parse(last ?? first ?? '')
  if (Number.isNaN(start) || Number.isNaN(end)) return times
  if (stamp(start) === stamp(end)) return `${times}, ${stamp(start)} UTC`
  const to = stamp(end).slice(0, 10) === stamp(start).slice(0, 10) ? stamp(end).slice(11) : stamp(end)
  return `${times}, ${stamp(start)} to ${to} UTC`
}

function stamp(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace('T', ' ')
}

function span(milliseconds: number): string {
  const minutes = milliseconds / 60_000
  if (minutes < 1) return `${Math.ceil(milliseconds / 1000)} s`
  if (minutes < 90) return `${Math.round(minutes)} min`
  return minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`
}
