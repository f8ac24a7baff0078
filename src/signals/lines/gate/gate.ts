import { type Automaton, firstPlace, openAutomaton, placeOf, unknown } from './automaton.js'
import { openUnion } from './union.js'

/**
 * Asks all line readers at once whether a line may concern them. It never misses a line that an expression matches; a
 * line that it lets through is still tried with the expression itself.
 */
export interface Gate {
  /** Places in the list of those expressions that may match this line, ascending; for nearly all lines there are none. */
  candidates(line: string): readonly number[]
  /**
   * Looks at the line of a log that begins at `from`, as it came. Where it is quiet, matched by no expression and with
   * nothing in it that a terminal or a runner added, this is the place of its LF; else -1, as for a line without its LF.
   */
  quietEnd(bytes: Uint8Array, from: number): number
  /** True once hostile text has used up its memory: it still tells right, but slowly. */
  isFull(): boolean
}

/** Expressions see no more of a line: it is as long as a line gets (plain-line.ts). */
const longestSeen = 8 * 1024
/** `2024-01-01T00:00:00.0000000Z `: digits stand where there are zeros. */
const stamp = '0000-00-00T00:00:00.0000000Z '
const lineFeed = 10
const escapeByte = 27

const none: readonly number[] = []

export function openGate(expressions: readonly RegExp[]): Gate {
  const automaton = openAutomaton(expressions)
  let mayMatch: ((line: string) => boolean) | undefined
  const everyone = expressions.map((_, rank) => rank)
  const walk = openWalk(automaton)
  let viewed: Uint8Array | undefined
  let view: DataView = new DataView(new ArrayBuffer(0))
  const isNothingQuiet = walk.candidates('').length === 0
  return {
    isFull: automaton.isFull,
    candidates(line) {
      if (!automaton.isFull()) return walk.candidates(line)
      mayMatch ??= openUnion(expressions)
      return mayMatch(line) ? everyone : none
    },
    quietEnd(bytes, from) {
      if (automaton.isFull()) return -1
      const first = bytes[from]
      if (first === lineFeed) return isNothingQuiet ? from : -1
      if (bytes !== viewed) {
        viewed = bytes
        view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      }
      const start = first === 50 && isStamped(view, from) ? from + stamp.length : from
      return walk.quiet(bytes, start, Math.min(bytes.length, start + longestSeen))
    },
  }
}

interface Walk {
  candidates(line: string): readonly number[]
  /** The place of the LF; -1 where none comes before `to`, or the line is not quiet. */
  quiet(bytes: Uint8Array, from: number, to: number): number
}

function openWalk(automaton: Automaton): Walk {
  const { byteClasses, classOf } = automaton

  const quiet = (bytes: Uint8Array, from: number, to: number): number => {
    let moves = automaton.moves()
    let place = firstPlace
    for (let at = from; at < to; at++) {
      // Nearly all the time of a quiet log goes by in this loop: nothing is called in it, so that it stays short.
      while (at < to) {
        const next = moves[place + (byteClasses[bytes[at] as number] as number)] as number
        if (next < 0) break
        place = next
        at++
      }
      if (at === to) return -1
      const byte = bytes[at] as number
      if (byte === lineFeed) return automaton.endMatchesAt(place) === 0 ? at : -1
      if (byte === escapeByte) {
        at = colourEnd(bytes, at)
        if (at < 0) return -1
        continue
      }
      if (byte === 13 && bytes[at + 1] === lineFeed) return automaton.endMatchesAt(place) === 0 ? at + 1 : -1
      if (byte === 13) return -1
      let kind = byteClasses[byte] as number
      if (byte >= 0x80) {
        const unit = unitAt(bytes, at)
        if (unit < 0) return -1
        at += unit < 0x800 ? 1 : 2
        kind = classOf(unit)
      }
      let next = moves[place + kind] as number
      if (next === unknown) {
        next = automaton.make(place, kind)
        moves = automaton.moves()
      }
      if (next < 0) return -1
      place = next
    }
    return -1
  }
  return {
    quiet,
    candidates(line) {
      let moves = automaton.moves()
      let place = firstPlace
      let found = 0
      const to = Math.min(line.length, longestSeen)
      for (let at = 0; at < to; at++) {
        const kind = classOf(line.charCodeAt(at))
        let next = moves[place + kind] as number
        if (next === unknown) {
          next = automaton.make(place, kind)
          moves = automaton.moves()
        }
        if (next < 0) {
          next = placeOf(next)
          found = automaton.union(found, automaton.matchesAt(next))
        }
        place = next
      }
      return automaton.ranks(automaton.union(found, automaton.endMatchesAt(place)))
    },
  }
}

/** The last byte of the sequence that sets a colour, or moves in the line; -1 for other sequences and unfinished ones. */
function colourEnd(bytes: Uint8Array, from: number): number {
  if (bytes[from + 1] !== 0x5b) return -1
  let at = from + 2
  while (at < from + 30 && isBetween(bytes[at], 0x30, 0x3f)) at++
  return isBetween(bytes[at], 0x40, 0x7e) ? at : -1
}

/** The UTF-16 unit of a character of two or three bytes; -1 for longer and broken ones. */
function unitAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  const second = bytes[at + 1] ?? 0
  const third = bytes[at + 2] ?? 0
  if (first >= 0xc2 && first < 0xe0 && isBetween(second, 0x80, 0xbf)) return ((first & 0x1f) << 6) | (second & 0x3f)
  if (first < 0xe0 || first > 0xef || !isBetween(second, 0x80, 0xbf) || !isBetween(third, 0x80, 0xbf)) return -1
  const unit = ((first & 0x0f) << 12) | ((second & 0x3f) << 6) | (third & 0x3f)
  return unit < 0x800 || isBetween(unit, 0xd800, 0xdfff) || unit === 0xfeff ? -1 : unit
}

function isBetween(value: number | undefined, low: number, high: number): boolean {
  return value !== undefined && value >= low && value <= high
}

/**
 * The stamp as seven big-endian words: which bits count, and what they are. Of a digit the upper half counts: that
 * lets the six characters behind the digits through, which mean as little there (plain-line.ts asks for no digits).
 */
const stampMasks = wordsOf((letter) => (letter === '0' ? 0xf0 : 0xff))
const stampWords = wordsOf((letter) => letter.charCodeAt(0))

function wordsOf(byteOf: (letter: string) => number): Int32Array {
  const view = new DataView(Uint8Array.from(stamp.slice(0, -1), byteOf).buffer)
  return Int32Array.from({ length: view.byteLength / 4 }, (_, word) => view.getInt32(word * 4))
}

/** Asked of every line of a run's log: word by word it is several times cheaper than byte by byte. */
function isStamped(view: DataView, from: number): boolean {
  if (from + stamp.length > view.byteLength || view.getUint8(from + stamp.length - 1) !== 32) return false
  for (let word = 0; word < stampWords.length; word++) {
    if ((view.getInt32(from + word * 4) & (stampMasks[word] as number)) !== stampWords[word]) return false
  }
  return true
}
