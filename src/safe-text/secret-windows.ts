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

export function createWindows(secrets: readonly { readonly name: string; readonly value: string }[]): Window[] {
  const byLength = new Map<number, Map<string, string>>()
  for (const { name, value } of secrets) {
    for (const variant of variantsOf(value)) {
      const dense = condense(variant).text
      const length = Math.min(windowLength, dense.length)
      if (length < minWindow) continue
      const parts = byLength.get(length) ?? new Map<string, string>()
      byLength.set(length, parts)
      for (let at = 0; at + length <= dense.length; at += 1) {
        const part = dense.slice(at, at + length)
        // Padding and rules (`============`) are no part of a secret that anyone could use.
        if (new Set(part).size > 2 && !parts.has(part)) parts.set(part, name)
      }
    }
  }
  return [...byLength].map(([length, parts]) => createWindow(length, parts))
}

const base = 0x01000193
/** 2^20 bits: with 100,000 parts one place in ten is looked up in vain. */
const filterBits = 20

function createWindow(length: number, parts: ReadonlyMap<string, string>): Window {
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
      for (let end = length; end <= dense.length; end += 1) {
        const bit = bitOf(hash)
        if (((filter[bit >> 3] ?? 0) >> (bit & 7)) & 1) addHit(hits, parts, dense, end - length, end)
        // Rolls on: the next character comes in, the oldest goes out.
        hash = (Math.imul(hash, base) + dense.charCodeAt(end) - Math.imul(dense.charCodeAt(end - length), leading)) | 0
      }
      return hits
    },
  }
}

function addHit(hits: WindowHit[], parts: ReadonlyMap<string, string>, dense: string, start: number, end: number) {
  const name = parts.get(dense.slice(start, end))
  if (name === undefined) return
  const last = hits.at(-1)
  if (last !== undefined && last.name === name && last.end >= start) last.end = end
  else hits.push({ start, end, name })
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
