import type { State } from './states.js'

export interface Closure {
  /** States that wait for a character, without those that wait everywhere; ascending. */
  readonly waiting: readonly number[]
  /** Expressions that match here, and those that do so only where the line ends; ascending. */
  readonly ranks: readonly number[]
  readonly ends: readonly number[]
}

export interface Reach {
  /** States that wait for a character wherever one stands: what begins anywhere. */
  readonly everywhere: readonly number[]
  readonly atStart: Closure
  /** All that is reached from these states without reading a character. */
  from(states: readonly number[]): Closure
}

/** What is reached without reading, kept by state: text leads to the same few states again and again. */
export function openReach(states: readonly State[], first: number): Reach {
  const kept = new Map<number, Closure>()
  const anywhere = closure(states, first, false)
  const isEverywhere = new Set(anywhere.waiting)
  const reachOf = (at: number): Closure => {
    const found = kept.get(at) ?? closure(states, at, false)
    kept.set(at, found)
    return found
  }
  const without = ({ waiting, ranks, ends }: Closure): Closure => ({
    waiting: waiting.filter((at) => !isEverywhere.has(at)),
    ranks,
    ends,
  })
  return {
    everywhere: [...isEverywhere],
    atStart: without(closure(states, first, true)),
    from(list) {
      const waiting = new Set<number>()
      const ranks = new Set(anywhere.ranks)
      const ends = new Set(anywhere.ends)
      for (const at of new Set(list)) {
        // Everything begins anew at every place: that is `everywhere`.
        if (at === first) continue
        const found = reachOf(at)
        for (const one of found.waiting) if (!isEverywhere.has(one)) waiting.add(one)
        for (const one of found.ranks) ranks.add(one)
        for (const one of found.ends) ends.add(one)
      }
      return { waiting: ascending(waiting), ranks: ascending(ranks), ends: ascending(ends) }
    },
  }
}

function closure(states: readonly State[], from: number, isStart: boolean, isEnd = false): Closure {
  const seen = new Set<number>()
  const waiting: number[] = []
  const ranks: number[] = []
  const ends = new Set<number>()
  const stack = [from]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const state = states[at]
    if (state === undefined || seen.has(at)) continue
    seen.add(at)
    if (state.kind === 'set') waiting.push(at)
    else if (state.kind === 'match') ranks.push(state.rank)
    else if (state.kind === 'fork') stack.push(...state.next)
    else if (state.kind === 'start' ? isStart : isEnd) stack.push(state.next)
    else if (state.kind === 'end') for (const rank of closure(states, state.next, isStart, true).ranks) ends.add(rank)
  }
  return { waiting: ascending(waiting), ranks: ascending(ranks), ends: ascending(ends) }
}

export function ascending(numbers: Iterable<number>): number[] {
  return [...numbers].sort((left, right) => left - right)
}
