import { codes, has } from './char-set.js'
import { parsePattern } from './pattern.js'
import { type State, statesOf } from './states.js'

/**
 * Tells in one step a character which of many expressions may match a line: their union as a deterministic automaton,
 * whose states are made when text first leads to them.
 */
export interface Automaton {
  /** Class of every ASCII character, and of all others at 128. */
  readonly classes: Uint8Array
  /** Classes there are: state × width + class is the place in `moves`. */
  readonly width: number
  /** State after a character; -1 where it is not made yet. Replaced when it grows: read it anew after `make`. */
  moves(): Int32Array
  /** Makes the state that follows, and returns it. */
  make(state: number, kind: number): number
  /** By state: 0, or the key of those that may match once this state is reached. */
  matches(): Int32Array
  /** By state: the same, where the line ends here. */
  endMatches(): Int32Array
  /** Ranks behind a key. */
  ranks(key: number): readonly number[]
  /** True once text has led to more states than are kept: text that is made to do so, and better read otherwise. */
  isFull(): boolean
}

/** Logs of all kinds lead to a few thousand states; each takes some hundred bytes. */
const mostStates = 16_384

export const firstState = 0

export function openAutomaton(expressions: readonly RegExp[]): Automaton {
  const { states, first } = statesOf(expressions.map((expression) => parsePattern(expression.source)))
  const { classes, width, members } = classesOf(states)
  const known = new Map<string, number>()
  const keys = new Map<string, number>()
  const rankLists: number[][] = [[]]
  const contents: Int32Array[] = []
  let size = 256
  let moves = new Int32Array(size * width).fill(-1)
  let matches = new Int32Array(size)
  let endMatches = new Int32Array(size)

  const keyOf = (ranks: readonly number[]): number => {
    if (ranks.length === 0) return 0
    const name = ranks.join()
    const key = keys.get(name) ?? rankLists.push([...ranks]) - 1
    keys.set(name, key)
    return key
  }
  const grow = (): void => {
    size *= 2
    moves = grown(moves, size * width, -1)
    matches = grown(matches, size, 0)
    endMatches = grown(endMatches, size, 0)
  }
  const intern = (from: readonly number[], isStart: boolean): number => {
    const here = closure(states, from, isStart, false)
    const name = `${here.waiting.join()};${here.ranks.join()};${here.ends.join()}`
    const found = known.get(name)
    if (found !== undefined) return found
    const state = contents.push(Int32Array.from(here.waiting)) - 1
    if (state >= size) grow()
    known.set(name, state)
    matches[state] = keyOf(here.ranks)
    endMatches[state] = here.ends.length === 0 ? 0 : keyOf(closure(states, here.ends, isStart, true).ranks)
    return state
  }
  intern([first], true)
  return {
    classes,
    width,
    moves: () => moves,
    make(state, kind) {
      const next: number[] = []
      for (const waiting of contents[state] ?? []) {
        const from = states[waiting]
        if (from?.kind === 'set' && members[waiting * width + kind] === 1) next.push(from.next)
      }
      const made = intern(next, false)
      moves[state * width + kind] = made
      return made
    },
    matches: () => matches,
    endMatches: () => endMatches,
    ranks: (key) => rankLists[key] ?? [],
    isFull: () => contents.length > mostStates,
  }
}

function grown(old: Int32Array<ArrayBuffer>, size: number, filler: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(size).fill(filler, old.length)
  wider.set(old)
  return wider
}

interface Closure {
  /** States that wait for a character, ascending. */
  readonly waiting: number[]
  /** Expressions that match here, ascending. */
  readonly ranks: number[]
  /** States that go on only where the line ends. */
  readonly ends: number[]
}

/** All that is reached without reading a character. */
function closure(states: readonly State[], from: readonly number[], isStart: boolean, isEnd: boolean): Closure {
  const seen = new Set<number>()
  const found: Closure = { waiting: [], ranks: [], ends: [] }
  const stack = [...from]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const state = states[at]
    if (state === undefined || seen.has(at)) continue
    seen.add(at)
    if (state.kind === 'set') found.waiting.push(at)
    else if (state.kind === 'match') found.ranks.push(state.rank)
    else if (state.kind === 'fork') stack.push(...state.next)
    else if (state.kind === 'start') {
      if (isStart) stack.push(state.next)
    } else if (isEnd) stack.push(state.next)
    else found.ends.push(at)
  }
  const ascending = (left: number, right: number): number => left - right
  return {
    waiting: found.waiting.sort(ascending),
    ranks: found.ranks.sort(ascending),
    ends: found.ends.sort(ascending),
  }
}

/** Characters that no expression tells apart share a class; `members` says by state and class whether it goes on. */
function classesOf(states: readonly State[]): { classes: Uint8Array; width: number; members: Uint8Array } {
  const sets = [...new Set(states.flatMap((state) => (state.kind === 'set' ? [state.set] : [])))]
  const names = new Map<string, number>()
  const classes = new Uint8Array(codes)
  for (let code = 0; code < codes; code++) {
    const name = sets.map((set) => (has(set, code) ? '1' : '0')).join('')
    const kind = names.get(name) ?? names.size
    names.set(name, kind)
    classes[code] = kind
  }
  const width = names.size
  const members = new Uint8Array(states.length * width)
  states.forEach((state, at) => {
    if (state.kind !== 'set') return
    for (let code = 0; code < codes; code++) if (has(state.set, code)) members[at * width + (classes[code] ?? 0)] = 1
  })
  return { classes, width, members }
}
