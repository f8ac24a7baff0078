import { createHash } from 'node:crypto'
import type { FailureKind, Sighting } from '../domain.js'

/** What compilers and linters find: each line that they name has to be mended for itself. */
const standingKinds: ReadonlySet<FailureKind> = new Set(['build', 'lint', 'finding'])

/**
 * Tells apart what has the same fingerprint and stands on several lines of one file: the second line's failure is
 * named by its rank and not by its number, so that an edit above changes nothing. What happens while a program runs
 * is one failure however many lines it passes.
 */
export function openPlaces(): (fingerprint: string, sighting: Sighting) => string {
  const seen = new Map<string, Map<number, string>>()
  return (fingerprint, { kind, location }) => {
    const line = location?.line
    if (line === undefined || !standingKinds.has(kind)) return fingerprint
    const lines = seen.get(fingerprint) ?? new Map<number, string>()
    if (lines.size === 0) seen.set(fingerprint, lines)
    const name = lines.get(line) ?? ranked(fingerprint, lines.size)
    lines.set(line, name)
    return name
  }
}

function ranked(fingerprint: string, rank: number): string {
  if (rank === 0) return fingerprint
  return createHash('sha256').update(`${fingerprint}\n${rank}`).digest('hex').slice(0, 12)
}
