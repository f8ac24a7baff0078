import type { Occurrences } from '../domain.js'

const bars = '▁▂▃▄▅▆▇█'

/**
 * When it happened, in a line of bars with its ends: `09:02 ▁▁▁▂█▇ 15:40 UTC`. Undefined where fewer than two moments
 * are known, since a chart of one point says nothing.
 */
export function occurrenceChart({ first, last, spans = [] }: Occurrences): string | undefined {
  const start = Date.parse(first ?? '')
  const end = Date.parse(last ?? '')
  const most = spans.reduce((a, b) => Math.max(a, b), 0)
  if (Number.isNaN(start) || Number.isNaN(end) || start >= end || most === 0) return undefined
  const line = spans.map((count) => (count === 0 ? ' ' : bars[Math.ceil((count / most) * 8) - 1])).join('')
  return `${stamp(start)} |${line}| ${stamp(end)} UTC, at most ${most} in ${span((end - start) / spans.length)}`
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

/** `new since release 1.4.0 (2026-11-21 09:00 UTC)`, or how often before and after; empty where no deployment is known. */
export function deploymentWords({ deployment }: Occurrences): string {
  if (deployment === undefined) return ''
  const { what, at, before, after } = deployment
  const when = `${what} (${stamp(Date.parse(at))} UTC)`
  if (before === 0) return `new since ${when}`
  return after === 0 ? `not seen since ${when}` : `known before ${when}: ${before} times before it, ${after} after`
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
