import { type View, viewOf } from './view.js'

const esc = 0x1b
const csi = 0x9b

/**
 * What is left when everything is taken out that can stand between two characters of a secret without a reader
 * noticing: blanks, zero-width characters and terminal sequences. One pass over the UTF-16 units.
 *
 * @param keep `sequences`: what stands inside of terminal sequences stays, for a title or a link may hold a secret
 */
export function condense(source: View, keep?: 'sequences'): View {
  const { text, units } = source
  return viewOf(source, (add) => {
    let at = 0
    while (at < units.length) {
      const unit = units[at] ?? 0
      if (unit > 0x20 && unit < 0x7f) {
        add(unit, at, at + 1)
        at += 1
      } else if (isSequenceStart(unit)) {
        at = keep === undefined ? afterSequence(text, at) : at + 1
      } else if (isGap(unit)) {
        at += 1
      } else if (unit === 0xdb40) {
        // Plane 14, where the tag characters and more variation selectors are: a surrogate pair.
        at += 2
      } else {
        add(unit, at, at + 1)
        at += 1
      }
    }
  })
}

/** Without case and without what shells, lists and programs put around and between parts: `" ' \` , + \\ ^`. */
export function bare(source: View): View {
  return folded(source, bareUnits)
}

/** Letters and digits alone, without case: signs of a diff, a comment or a table may stand between them. */
export function skeleton(source: View): View {
  return folded(source, skeletonUnits)
}

/** What becomes of each ASCII character: 0 where it is left out. */
const bareUnits = unitsThat((character) => !/["'`,+\\^]/.test(character))
const skeletonUnits = unitsThat((character) => /[A-Za-z0-9]/.test(character))

function unitsThat(stays: (character: string) => boolean): Uint8Array {
  return Uint8Array.from({ length: 0x80 }, (_, unit) => {
    const character = String.fromCharCode(unit)
    return stays(character) ? character.toLowerCase().charCodeAt(0) : 0
  })
}

function folded(source: View, ascii: Uint8Array): View {
  const { units } = source
  return viewOf(source, (add) => {
    for (let at = 0; at < units.length; at += 1) {
      const unit = units[at] ?? 0
      const small = unit < 0x80 ? (ascii[unit] ?? 0) : smallOf(unit)
      if (small !== 0) add(small, at, at + 1)
    }
  })
}

function smallOf(unit: number): number {
  // From here on scripts have no case, or only in characters that few keyboards have.
  return unit < 0x600 ? String.fromCharCode(unit).toLowerCase().charCodeAt(0) : unit
}

function isGap(unit: number): boolean {
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

/** ESC, CSI, and the single characters for DCS, SOS, OSC, PM and APC. */
function isSequenceStart(unit: number): boolean {
  return unit === esc || unit === csi || unit === 0x90 || unit === 0x98 || (unit >= 0x9d && unit <= 0x9f)
}

/** Index after the terminal sequence that starts at `at`. A string sequence counts at most 4096 long. */
function afterSequence(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit === csi) return afterParameters(text, at + 1)
  if (unit !== esc) return afterString(text, at + 1)
  const kind = text[at + 1] ?? ''
  if (kind === '[') return afterParameters(text, at + 2)
  if (kind !== '' && ']PX^_'.includes(kind)) return afterString(text, at + 2)
  // Two characters, such as ESC 7, or three with a character set's name: `ESC ( B`.
  let next = at + 1
  while (next < at + 5 && text.charCodeAt(next) >= 0x20 && text.charCodeAt(next) <= 0x2f) next += 1
  const last = text.charCodeAt(next)
  return last >= 0x30 && last <= 0x7e ? next + 1 : next
}

function afterParameters(text: string, from: number): number {
  const limit = Math.min(text.length, from + 64)
  let next = from
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
