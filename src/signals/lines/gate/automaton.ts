import { bitsOf, type CharSet, openAlphabet } from './char-set.js'
import { parsePattern } from './pattern.js'
import { ascending, type Closure, openReach } from './reach.js'
import { type State, statesOf } from './states.js'

/**
 * Tells in one step a character which of many expressions may match a line: their union as a deterministic automaton,
 * whose states are made when text first leads to them.
 */
export interface Automaton {
  /** Class of a UTF-16 unit. */
  classOf(unit: number): number
  /** Class of a byte of UTF-8 that stands for itself; for all others a class whose moves are all `unknown`. */
  readonly byteClasses: Uint8Array
  /**
   * By place and class of the next character, the place of the state that follows: `place + class` is the index. A state
   * where something matches is negative, its place is `placeOf` it; `unknown` is not made yet.
   */
  moves(): Int32Array
  /** Makes the state that follows, and returns what `moves` then says. Read `moves` anew behind it: it may have grown. */
  make(place: number, kind: number): number
  /** Expressions that may match once this state is reached: 0 for none, else the key of a list. */
  matchesAt(place: number): number
  /** The same, where the line ends here. */
  endMatchesAt(place: number): number
  ranks(key: number): readonly number[]
  /** The key of what is in either list. */
  union(left: number, right: number): number
  /** True once text has led to more states than are kept: text that is made to do so, and better read otherwise. */
  isFull(): boolean
}

export const unknown = -1
/** LF, CR, ESC: ends of lines, and what plain-line.ts takes away. */
const stops = [10, 13, 27]

/** Place of a state that `moves` gives as negative; and the other way round. */
export function placeOf(marked: number): number {
  return -2 - marked
}

/** Logs of all kinds lead to a few thousand states; each takes some hundred bytes. */
const mostStates = 16_384

export const firstPlace = 0

export function openAutomaton(expressions: readonly RegExp[]): Automaton {
  const sources = expressions.map((expression) => expression.source)
  const alphabet = openAlphabet(sources)
  const { states, first } = statesOf(
    sources.map((source) => parsePattern(source, alphabet)),
    alphabet.all,
  )
  const { classes, kinds, rows } = classesOf(states, alphabet.size)
  // One more column, for bytes where whoever reads has to look itself.
  const width = kinds + 1
  const reach = openReach(states, first)
  const known = new Map<string, number>()
  const keys = openKeys()
  const contents: (readonly number[])[] = []
  const matches: number[] = []
  const endMatches: number[] = []
  let moves = new Int32Array(256 * width).fill(unknown)

  const intern = (here: Closure): number => {
    const name = `${here.waiting.join()};${here.ranks.join()};${here.ends.join()}`
    const found = known.get(name)
    if (found !== undefined) return found
    const state = contents.push(here.waiting) - 1
    matches.push(keys.keyOf(here.ranks))
    endMatches.push(keys.keyOf(here.ends))
    if (contents.length * width > moves.length) moves = grown(moves)
    const move = here.ranks.length > 0 ? placeOf(state * width) : state * width
    known.set(name, move)
    return move
  }
  const follow = (waiting: readonly number[], kind: number): number[] => {
    const next: number[] = []
    for (const at of waiting) {
      const state = states[at]
      if (state?.kind === 'set' && rows[at]?.[kind] === 1) next.push(state.next)
    }
    return next
  }
  const everywhere = Array.from({ length: kinds }, (_, kind) => follow(reach.everywhere, kind))
  intern(reach.atStart)
  return {
    classOf: (unit) => classes[alphabet.indexOf(unit)] ?? 0,
    byteClasses: Uint8Array.from({ length: 256 }, (_, byte) =>
      byte < 0x80 && !stops.includes(byte) ? (classes[byte] ?? 0) : kinds,
    ),
    moves: () => moves,
    make(place, kind) {
      const made = intern(reach.from([...(everywhere[kind] ?? []), ...follow(contents[place / width] ?? [], kind)]))
      moves[place + kind] = made
      return made
    },
    matchesAt: (place) => matches[place / width] ?? 0,
    endMatchesAt: (place) => endMatches[place / width] ?? 0,
    ranks: keys.ranksOf,
    union: keys.union,
    isFull: () => contents.length > mostStates,
  }
}

interface Keys {
  keyOf(ranks: readonly number[]): number
  ranksOf(key: number): readonly number[]
  union(left: number, right: number): number
}

/** Lists of ranks by number; the empty list is 0. */
function openKeys(): Keys {
  const lists: (readonly number[])[] = [[]]
  const known = new Map<string, number>([['', 0]])
  const unions = new Map<string, number>()
  const keyOf = (ranks: readonly number[]): number => {
    const name = ranks.join()
    const key = known.get(name) ?? lists.push(ranks) - 1
    known.set(name, key)
    return key
  }
  return {
    keyOf,
    ranksOf: (key) => lists[key] ?? [],
    union(left, right) {
      if (left === right || right === 0) return left
      if (left === 0) return right
      const name = `${left}+${right}`
      const both = (): number => keyOf(ascending([...new Set([...(lists[left] ?? []), ...(lists[right] ?? [])])]))
      const key = unions.get(name) ?? both()
      if (unions.size < mostStates) unions.set(name, key)
      return key
    },
  }
}

function grown(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(old.length * 2).fill(unknown, old.length)
  wider.set(old)
  return wider
}

/** Characters that no expression tells apart share a class; `rows` says for each state that waits which classes it takes. */
function classesOf(
  states: readonly State[],
  size: number,
): {
  classes: Uint8Array
  kinds: number
  rows: readonly (Uint8Array | undefined)[]
} {
  const bits = new Map<CharSet, Uint8Array>()
  for (const state of states)
    if (state.kind === 'set' && !bits.has(state.set)) bits.set(state.set, bitsOf(state.set, size))
  const classes = new Uint8Array(size)
  let kinds = 1
  for (const bit of bits.values()) {
    const halves = new Int32Array(kinds * 2).fill(-1)
    kinds = 0
    for (let code = 0; code < size; code++) {
      const half = (classes[code] ?? 0) * 2 + (bit[code] ?? 0)
      if (halves[half] === -1) halves[half] = kinds++
      classes[code] = halves[half] ?? 0
    }
  }
  const rows = new Map<CharSet, Uint8Array>()
  for (const [set, bit] of bits) {
    const row = new Uint8Array(kinds)
    for (let code = 0; code < size; code++) row[classes[code] ?? 0] = bit[code] ?? 0
    rows.set(set, row)
  }
  return { classes, kinds, rows: states.map((state) => (state.kind === 'set' ? rows.get(state.set) : undefined)) }
}
