/**
 * A set of characters as bits: bit 0 to 127 for ASCII, bit 128 for everything else together, and one bit for each
 * character beyond ASCII that some expression names.
 */
export type CharSet = bigint

const beyondAscii = 128
const others: CharSet = 1n << BigInt(beyondAscii)
const blanksBeyondAscii =
  '\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff'

/** The characters that a list of expressions tells apart, each by a number below `size`. */
export interface Alphabet {
  readonly size: number
  /** By UTF-16 unit. */
  indexOf(unit: number): number
  readonly all: CharSet
  one(unit: number): CharSet
  range(from: number, to: number): CharSet
  /** Unnamed characters beyond ASCII are on both sides: the set may have had only some of them. */
  complement(set: CharSet): CharSet
  /** What `\d`, `\W` and so on stand for; undefined for other letters. */
  shorthand(letter: string): CharSet | undefined
}

export function openAlphabet(sources: readonly string[]): Alphabet {
  const named = new Map<number, number>()
  const name = (unit: number): void => {
    if (unit >= beyondAscii && !named.has(unit)) named.set(unit, beyondAscii + 1 + named.size)
  }
  for (const blank of blanksBeyondAscii) name(blank.charCodeAt(0))
  for (const source of sources) {
    for (let at = 0; at < source.length; at++) name(source.charCodeAt(at))
    for (const [, hex = '', unit = ''] of source.matchAll(/\\x([0-9a-f]{2})|\\u([0-9a-f]{4})/gi))
      name(Number.parseInt(hex || unit, 16))
  }
  const size = beyondAscii + 1 + named.size
  const all = (1n << BigInt(size)) - 1n
  const indexOf = (unit: number): number => (unit < beyondAscii ? unit : (named.get(unit) ?? beyondAscii))
  const one = (unit: number): CharSet => 1n << BigInt(indexOf(unit))
  const range = (from: number, to: number): CharSet => {
    let set = to >= beyondAscii ? others : 0n
    for (let code = from; code <= Math.min(to, beyondAscii - 1); code++) set |= one(code)
    for (const [unit] of named) if (unit >= from && unit <= to) set |= one(unit)
    return set
  }
  const complement = (set: CharSet): CharSet => (all & ~set) | others
  const digit = range(48, 57)
  const word = digit | range(65, 90) | range(97, 122) | one(95)
  const blank = [...blanksBeyondAscii].reduce((set, unit) => set | one(unit.charCodeAt(0)), range(9, 13) | one(32))
  const shorthands: Readonly<Record<string, CharSet | undefined>> = {
    d: digit,
    D: complement(digit),
    w: word,
    W: complement(word),
    s: blank,
    S: all & ~range(9, 13) & ~one(32),
  }
  return { size, indexOf, all, one, range, complement, shorthand: (letter) => shorthands[letter] }
}

/** By index 1 where the set has the character: asking a large number for each bit costs far more than writing it out. */
export function bitsOf(set: CharSet, size: number): Uint8Array {
  const digits = set.toString(2).padStart(size, '0')
  const bits = new Uint8Array(size)
  for (let index = 0; index < size; index++) bits[index] = digits.charCodeAt(size - 1 - index) - 48
  return bits
}
