/** A text without blanks, terminal sequences and zero-width characters, and where each of its characters came from. */
export interface Condensed {
  readonly text: string
  /** `origin[i]` is the index in the original of character `i`. */
  readonly origin: Uint32Array
}

const esc = 0x1b
const csi = 0x9b

/**
 * What is left when everything is taken out that can stand between two characters of a secret without a reader
 * noticing. One pass over the UTF-16 units.
 */
export function condense(text: string): Condensed {
  const origin = new Uint32Array(text.length)
  const units = new Uint16Array(text.length)
  let kept = 0
  let at = 0
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === esc || unit === csi) {
      at = afterSequence(text, at)
    } else if (isGap(unit)) {
      at += 1
    } else if (unit === 0xdb40) {
      // Plane 14, where the tag characters and more variation selectors are: a surrogate pair.
      at += 2
    } else {
      units[kept] = unit
      origin[kept] = at
      kept += 1
      at += 1
    }
  }
  return { text: textOf(units, kept), origin: origin.subarray(0, kept) }
}

function textOf(units: Uint16Array, length: number): string {
  // Uint16Array and V8's strings share their byte order, and Buffer's utf16le is that of every machine that runs Node.
  return Buffer.from(units.buffer, 0, length * 2).toString('utf16le')
}

function isGap(unit: number): boolean {
  if (unit > 0x20 && unit < 0x7f) return false
  if (unit <= 0xa0) return true
  if (unit < 0x115f) return unit === 0xad || unit === 0x34f || unit === 0x61c
  if (unit < 0x2000) return unit === 0x115f || unit === 0x1160 || unit === 0x1680 || (unit >= 0x17b4 && unit <= 0x180f)
  if (unit <= 0x206f) return unit <= 0x200f || (unit >= 0x2028 && unit <= 0x202f) || unit >= 0x205f
  return (
    unit === 0x2800 ||
    unit === 0x3000 ||
    unit === 0x3164 ||
    (unit >= 0xfe00 && unit <= 0xfe0f) ||
    unit === 0xfeff ||
    unit === 0xffa0 ||
    (unit >= 0xfff0 && unit <= 0xfffb)
  )
}

/** Index after the terminal sequence that starts at `at`. A string sequence counts at most 4096 long. */
function afterSequence(text: string, at: number): number {
  let kind = text.charCodeAt(at)
  let next = at + 1
  if (kind === esc) {
    kind = text.charCodeAt(next)
    next += 1
    if (kind === 0x5d || kind === 0x50) return afterString(text, next)
    if (kind !== 0x5b) return at + 1
  }
  const limit = Math.min(text.length, next + 64)
  while (next < limit && text.charCodeAt(next) >= 0x20 && text.charCodeAt(next) <= 0x3f) next += 1
  return next < limit ? next + 1 : limit
}

function afterString(text: string, from: number): number {
  const limit = Math.min(text.length, from + 4096)
  for (let at = from; at < limit; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 0x07 || unit === 0x9c) return at + 1
    if (unit === esc) return text.charCodeAt(at + 1) === 0x5c ? at + 2 : at
    if (unit === 0x0a || unit === 0x0d) return at
  }
  // Without its end it is no sequence: what follows stays visible to the search.
  return from
}
