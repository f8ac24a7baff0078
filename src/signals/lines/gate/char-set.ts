/**
 * A set of characters as bits: bit 0 to 127 for ASCII, bit 128 for everything else together. What lies beyond ASCII is
 * not told apart: a set that has one such character has them all.
 */
export type CharSet = bigint

export const beyondAscii = 128
export const codes = beyondAscii + 1

export const allCharacters: CharSet = (1n << BigInt(codes)) - 1n

export function one(code: number): CharSet {
  return 1n << BigInt(Math.min(code, beyondAscii))
}

export function range(from: number, to: number): CharSet {
  let set = 0n
  for (let code = Math.min(from, beyondAscii); code <= Math.min(to, beyondAscii); code++) set |= one(code)
  return set
}

/** Characters beyond ASCII are on both sides: the set may have had only some of them. */
export function complement(set: CharSet): CharSet {
  return (allCharacters & ~set) | one(beyondAscii)
}

export function has(set: CharSet, code: number): boolean {
  return ((set >> BigInt(code)) & 1n) === 1n
}

const digit = range(48, 57)
const word = digit | range(65, 90) | range(97, 122) | one(95)
const blank = range(9, 13) | one(32) | one(beyondAscii)

/** What `\d`, `\W` and so on stand for; undefined for other letters. */
export const shorthands: Readonly<Record<string, CharSet | undefined>> = {
  d: digit,
  D: complement(digit),
  w: word,
  W: complement(word),
  s: blank,
  S: complement(blank),
}
