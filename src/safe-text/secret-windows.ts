import { condense } from './condense.js'
import { variantsOf } from './secret-variants.js'

/** Shortest part of a value that counts as a leak; shorter values count whole. */
const windowLength = 12
/** Shorter encodings would match ordinary text. */
const minWindow = 8

export interface WindowHit {
  readonly start: number
  /** Grows while its window rolls on. */
  end: number
  readonly name: string
}

/** All parts of one length of all values. */
export interface Window {
  /** Where they stand in a condensed text; overlapping hits of one value come as one. */
  find(dense: string): WindowHit[]
}

/** Where a part comes from: what follows it there may follow it in a text too. */
interface Part {
  readonly name: string
  /** Condensed value, and where in it the part ends. */
  readonly value: string
  readonly end: number
}

export function createWindows(secrets: readonly { readonly name: string; readonly value: string }[]): Window[] {
  const byLength = new Map<number, Map<string, Part>>()
  for (const { name, value: secret } of secrets) {
    for (const variant of variantsOf(secret)) {
      const value = condense(variant).text
      const length = Math.min(windowLength, value.length)
      if (length < minWindow) continue
      const parts = byLength.get(length) ?? new Map<string, Part>()
      byLength.set(length, parts)
      for (let end = length; end <= value.length; end += 1) {
        const part = value.slice(end - length, end)
        // Padding and rules (`============`) are no part of a secret that anyone could use.
        if (new Set(part).size > 2 && !parts.has(part)) parts.set(part, { name, value, end })
      }
    }
  }
  return [...byLength].map(([length, parts]) => createWindow(length, parts))
}

const base = 0x01000193
/** 2^20 bits: with 100,000 parts one place in ten is looked up in vain. */
const filterBits = 20

function createWindow(length: number, parts: ReadonlyMap<string, Part>): Window {
  const filter = new Uint8Array(1 << (filterBits - 3))
  for (const part of parts.keys()) {
    const bit = bitOf(hashOf(part, length))
    filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
  let leading = 1
  for (let power = 0; power < length; power += 1) leading = Math.imul(leading, base)
  return {
    find(dense) {
      const hits: WindowHit[] = []
      let hash = hashOf(dense, Math.min(length, dense.length))
      let known = 0
      for (let end = length; end <= dense.length; end += 1) {
        const bit = bitOf(hash)
        // A place inside of what was found is not looked up again: a text full of secrets costs one look-up a secret.
        if (end > known && ((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1)
          known = addHit(hits, parts, dense, end - length, end)
        // Rolls on: the next character comes in, the oldest goes out.
        hash = (Math.imul(hash, base) + dense.charCodeAt(end) - Math.imul(dense.charCodeAt(end - length), leading)) | 0
      }
      return hits
    },
  }
}

/** Adds the hit with all that follows of the same value, and returns where that ends; 0 where there is none. */
function addHit(
  hits: WindowHit[],
  parts: ReadonlyMap<string, Part>,
  dense: string,
  start: number,
  end: number,
): number {
  const part = parts.get(dense.slice(start, end))
  if (part === undefined) return 0
  let more = 0
  while (part.end + more < part.value.length && part.value[part.end + more] === dense[end + more]) more += 1
  const last = hits.at(-1)
  if (last !== undefined && last.name === part.name && last.end >= start) last.end = end + more
  else hits.push({ start, end: end + more, name: part.name })
  return end + more
}

function hashOf(text: string, length: number): number {
  let hash = 0
  for (let at = 0; at < length; at += 1) hash = (Math.imul(hash, base) + text.charCodeAt(at)) | 0
  return hash
}

/** The high bits: the low ones of such a hash know only the low bits of the characters. */
function bitOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - filterBits)
}
