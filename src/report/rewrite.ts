import type { Failure } from '../domain.js'
import { code, inline, md } from '../safe-text/markdown.js'
import { bodySize, maxBody } from './body-size.js'
import { type Marker, markerLine, seenOf, withMarker } from './marker.js'
import { failureSection, type Places } from './sections.js'

/**
 * The body with the failure told anew, and the marker that belongs to it. Undefined where the old words are not where the
 * marker says, since somebody has edited them, or where it would become too long.
 */
export function withSightings(written: string, failure: Failure, places: Places, marker: Marker): string | undefined {
  const body = written.replaceAll('\r\n', '\n')
  const [from = -1, length = 0] = (marker.told ?? '').split(' ').map(Number)
  const rest = body.slice(from + length)
  if (!body.slice(0, from).endsWith('### What failed\n\n') || !rest.startsWith('\n\n### Proof\n')) return undefined
  for (const room of [1, 0.5, 0.1, 0]) {
    const told = failureSection(failure, places, room)
    const page = `${body.slice(0, from)}${told}${rest}`
    const next = { ...marker, seen: seenOf(failure), told: `${from} ${told.length}` }
    if (bodySize(page) <= maxBody) return withMarker(page, next)
  }
  return undefined
}

/** The body with a line about another failure that the change mends, above the marker. */
export function alsoMends(body: string, failure: Failure): string {
  const line = md`**Mends another failure too:** ${code(failure.fingerprint)} ${inline(failure.title, 200, false)}`
  const marker = markerLine(body)
  const at = marker === undefined ? body.length : body.lastIndexOf(marker)
  const told = `${body.slice(0, at).trimEnd()}\n\n${line}\n\n${body.slice(at)}`
  return bodySize(told) <= maxBody ? told : body
}

/** What people wrote below the marker. */
export function tailOf(body: string): string {
  const marker = markerLine(body)
  return marker === undefined ? '' : body.slice(body.lastIndexOf(marker) + marker.length).trimStart()
}

/** Tells our own closing comment from any other. */
export const goneMark = '<!-- suture gone -->'

export function goneWords(branch: string, commit: string): string {
  return `${md`The failure that this mends is gone: on ${code(branch)} at ${code(commit.slice(0, 12))} its test and the whole suite pass without it. Closed by Suture; if the failure comes back, a new pull request tells so.`}\n\n${goneMark}\n`
}
