import type { Behaviour, Behaviours, Seen } from './behaviours.js'

export interface Rival {
  /** Every line that it writes stood in the text before the culprit, and none that it takes away did. */
  readonly restores: boolean
  /** It makes a condition true of nearly everything. */
  readonly loosens: boolean
}

export interface Choice {
  readonly index: number
  /** What spoke for it, in plain words; `the first that passed` where nothing else did. */
  readonly why: string
  /** One of each other behaviour, in the order of the rivals. */
  readonly others: readonly { readonly index: number; readonly apart: Apart }[]
  /** How many behaviours there are. */
  readonly clusters: number
}

/** An input that tells the chosen one from another. */
export interface Apart {
  readonly chosen: Seen
  readonly other: Seen
}

/** With fewer inputs than these an agreement with the old text says nothing. */
const leastInputs = 5
/**
 * Lower is better, the earlier number decides; what stands first among equals was the likeliest before any test ran. What
 * behaviour alone says (the largest group, the least change on neighbours, no new errors there) was measured and chooses
 * no better than that: bench/repair/README.md.
 */
interface Grades {
  readonly restores: number
  readonly old: number
  readonly loosens: number
}

const reasons: readonly (readonly [keyof Grades, string])[] = [
  ['restores', 'it restores text from before the culprit'],
  ['old', 'it behaves as the text before the culprit did'],
  ['loosens', 'those before it make a condition true of nearly everything'],
]

/** @param known undefined where their behaviour could not be compared */
export function choose(rivals: readonly Rival[], known: Behaviours | undefined): Choice {
  const grades = rivals.map((rival, index) => gradesOf(rival, index, known))
  let best = 0
  let why = 'the first that passed'
  for (const [index, grade] of grades.entries()) {
    const reason = decided(grade, grades[best] ?? grade)
    if (reason === undefined) continue
    best = index
    why = reason
  }
  const heads = known === undefined ? [] : headsOf(known.rivals)
  return { index: best, why, others: othersOf(best, heads, known), clusters: heads.length }
}

function gradesOf({ restores, loosens }: Rival, index: number, known: Behaviours | undefined): Grades {
  const own = known?.rivals[index]
  const isOld = known?.old !== undefined && own !== undefined && agrees(own, known.old, leastInputs)
  return { restores: restores ? 0 : 1, old: isOld ? 0 : 1, loosens: loosens ? 1 : 0 }
}

/** Why one is better than another; undefined where it is not. */
function decided(one: Grades, other: Grades): string | undefined {
  for (const [grade, reason] of reasons) {
    if (one[grade] < other[grade]) return reason
    if (one[grade] > other[grade]) return undefined
  }
  return undefined
}

function sharedKeys(behaviours: readonly Behaviour[]): readonly string[] {
  const [first, ...others] = behaviours
  return [...(first?.keys() ?? [])].filter((key) => others.every((each) => each.has(key)))
}

/** Whether two give the same results on all inputs that both were asked, and were asked so many. */
export function agrees(one: Behaviour, other: Behaviour, least = 0): boolean {
  const shared = sharedKeys([one, other])
  return shared.length >= least && shared.every((key) => isSame(one.get(key), other.get(key)))
}

function isValue(seen: Seen | undefined): boolean {
  return seen?.outcome.how === 'value'
}

function isSame(one: Seen | undefined, other: Seen | undefined): boolean {
  return one?.outcome.how === other?.outcome.how && one?.outcome.shown === other?.outcome.shown
}

/** The first of each behaviour. */
function headsOf(behaviours: readonly Behaviour[]): readonly number[] {
  const heads: number[] = []
  for (const [index, own] of behaviours.entries()) {
    const isKnown = heads.some((head) => agrees(own, behaviours[head] ?? own))
    if (!isKnown) heads.push(index)
  }
  return heads
}

function othersOf(best: number, heads: readonly number[], known: Behaviours | undefined): Choice['others'] {
  const chosen = known?.rivals[best]
  if (known === undefined || chosen === undefined) return []
  return heads.flatMap((index) => {
    const apart = apartOf(chosen, known.rivals[index] ?? chosen, known.base)
    return index === best || apart === undefined ? [] : [{ index, apart }]
  })
}

/** The plainest input that they differ on: one that nothing fails on, and the shortest of these. */
function apartOf(chosen: Behaviour, other: Behaviour, base: Behaviour): Apart | undefined {
  const differing = sharedKeys([chosen, other]).filter((key) => !isSame(chosen.get(key), other.get(key)))
  const rank = (key: string): number =>
    [chosen, other, base].filter((each) => !isValue(each.get(key))).length * 10_000 + key.length
  const [key] = differing.toSorted((one, another) => rank(one) - rank(another))
  const [left, right] = key === undefined ? [] : [chosen.get(key), other.get(key)]
  return left === undefined || right === undefined ? undefined : { chosen: left, other: right }
}
