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
  const mayMatch = openUnion(expressions)
  const everyone = expressions.map((_, rank) => rank)
  const walk = openWalk(automaton)
  const isNothingQuiet = !expressions.some((expression) => expression.test(''))
  return {
    isFull: automaton.isFull,
    candidates(line) {
      if (automaton.isFull()) return mayMatch(line) ? everyone : none
      return walk.candidates(line)
    },
    quietEnd(bytes, from) {
      if (automaton.isFull()) return -1
      const first = bytes[from]
      if (first === lineFeed) return isNothingQuiet ? from : -1
      const start = first === 50 && isStamped(bytes, from) ? from + stamp.length : from
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
      let kind = byteClasses[bytes[at] as number] as number
      let next = moves[place + kind] as number
      if (next < 0) {
        const byte = bytes[at] as number
        if (byte === lineFeed) return automaton.endMatchesAt(place) === 0 ? at : -1
        if (byte === escapeByte) {
          at = colourEnd(bytes, at)
          if (at < 0) return -1
          continue
        }
        if (byte === 13 && bytes[at + 1] === lineFeed) return automaton.endMatchesAt(place) === 0 ? at + 1 : -1
        if (byte === 9 || byte === 13) return -1
        if (byte >= 0x80) {
          const unit = unitAt(bytes, at)
          if (unit < 0) return -1
          at += unit < 0x800 ? 1 : 2
          kind = classOf(unit)
          next = moves[place + kind] as number
        }
        if (next === unknown) {
          next = automaton.make(place, kind)
          moves = automaton.moves()
        }
        if (next < 0) return -1
      }
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

const digitPlaces = Int8Array.from([...stamp].flatMap((letter, at) => (letter === '0' ? [at] : [])))

function isStamped(bytes: Uint8Array, from: number): boolean {
  if (bytes[from + 27] !== 90 || bytes[from + 28] !== 32 || bytes[from + 10] !== 84 || bytes[from + 19] !== 46)
    return false
  if (bytes[from + 4] !== 45 || bytes[from + 7] !== 45 || bytes[from + 13] !== 58 || bytes[from + 16] !== 58)
    return false
  for (let at = 0; at < digitPlaces.length; at++) {
    const digit = (bytes[from + (digitPlaces[at] as number)] as number) - 48
    if (digit < 0 || digit > 9) return false
  }
  return true
}
