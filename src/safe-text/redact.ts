import { findKnown, type Range } from './known-secrets.js'
import { secretPatterns } from './secret-patterns.js'
import type { Secret } from './secrets-from.js'

export { type Secret, secretsFrom } from './secrets-from.js'

export interface Redactor {
  /** The text with every known or recognised secret replaced. Costs time linear in the text. */
  redact(text: string): string
  /** How many places were replaced so far, over all calls. */
  count(): number
  /** Names of secrets that are too short to be masked by value: masking `true` would destroy the output. */
  readonly tooShort: readonly string[]
}

/** Shortest value that is masked wherever it stands. */
const minValue = 8

/**
 * Known values are found by `findKnown`, in encodings and escapes and also where something stands between their
 * characters; unknown ones by the form of `secretPatterns`.
 */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const long = secrets.filter((secret) => secret.value.length >= minValue && !isFiller(secret.value))
  const known = findKnown(long.map((secret) => ({ name: safeName(secret.name), value: secret.value })))
  let count = 0
  return {
    redact(text) {
      const ranges = [...(text.length < minValue ? [] : known(text)), ...patternRanges(text)]
      if (ranges.length === 0) return text
      const merged = merge(ranges)
      count += merged.length
      return replace(text, merged)
    },
    count: () => count,
    tooShort: secrets.filter((secret) => secret.value !== '' && !long.includes(secret)).map((secret) => secret.name),
  }
}

/** One character over and over (`--------`, `********`) is a rule or a mask, not a secret. */
function isFiller(value: string): boolean {
  return new Set(value).size < 3
}

function safeName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 64)
}

function patternRanges(text: string): Range[] {
  const ranges: Range[] = []
  for (const { name, expression, group, accepts } of secretPatterns) {
    for (const match of text.matchAll(expression)) {
      const secret = group === undefined ? match[0] : (match[group] ?? '')
      if (secret.startsWith('[redacted:') || (accepts !== undefined && !accepts(secret))) continue
      const start = match.index + (group === undefined ? 0 : match[0].lastIndexOf(secret))
      ranges.push({ start, end: start + secret.length, name })
    }
  }
  return ranges
}

/** Joins ranges that overlap; the first one's name stands for all, and a known value's name goes before a form's. */
function merge(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.start - b.start)
  const merged: Range[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last === undefined || range.start > last.end) merged.push(range)
    else if (range.end > last.end) merged[merged.length - 1] = { ...last, end: range.end }
  }
  return merged
}

function replace(text: string, ranges: readonly Range[]): string {
  const parts: string[] = []
  let from = 0
  for (const { start, end, name } of ranges) {
    parts.push(text.slice(from, start), `[redacted:${name}]`)
    from = end
  }
  parts.push(text.slice(from))
  return parts.join('')
}
