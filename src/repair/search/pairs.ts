import type { Change } from '../code/site.js'
import type { Proposed } from './proposed.js'

/** Dearer edits come in pairs too seldom to be worth a trial. */
const dearest = 2.7
/** With the first so many, pairs grow to some ten thousand. */
const mostHalves = 160
/** That a bug has two parts is seldom; that they lie far apart is more so. */
const forTwo = 0.9
const forLine = 0.3
const forFunction = 0.9
/** What was wrong once was often written twice. */
const forClone = 0.8

export interface Pairs {
  /** Pairs of this edit with each cheap one before it. */
  with(proposed: Proposed): readonly Proposed[]
}

export function pairs(): Pairs {
  const halves: Proposed[] = []
  return {
    with(proposed) {
      if (proposed.operators.length > 1 || proposed.cost > dearest || halves.length >= mostHalves) return []
      const made = halves
        .filter((half) => half.file === proposed.file && !overlap(half.changes, proposed.changes))
        .map((half) => joined(half, proposed))
      halves.push(proposed)
      return made
    },
  }
}

function joined(one: Proposed, other: Proposed): Proposed {
  const [first, second] = one.line <= other.line ? [one, other] : [other, one]
  return {
    operators: [...first.operators, ...second.operators],
    file: one.file,
    changes: [...first.changes, ...second.changes],
    line: first.line,
    region: first.region,
    cost: pairCost(first, second),
  }
}

export function pairCost(one: Proposed, other: Proposed): number {
  const away = one.region === other.region ? Math.min(4, Math.abs(one.line - other.line)) * forLine : forFunction
  return one.cost + other.cost + forTwo + away - (isClone(one, other) ? forClone : 0)
}

function isClone(one: Proposed, other: Proposed): boolean {
  const [first, second] = [one.changes[0], other.changes[0]]
  if (one.operators[0] !== other.operators[0] || first === undefined || second === undefined) return false
  const { text } = one.file.parsed
  const isTurned =
    first.text === text.slice(second.start, second.end) && second.text === text.slice(first.start, first.end)
  return first.text === second.text || isTurned
}

function overlap(some: readonly Change[], others: readonly Change[]): boolean {
  return some.some((one) => others.some((other) => one.start <= other.end && other.start <= one.end))
}
