/** A run of lines that differ: `removed` stand in the old text at `from`, `added` in the new one at `to` (0-based lines). */
export interface LineChange {
  readonly from: number
  readonly removed: readonly string[]
  readonly to: number
  readonly added: readonly string[]
}

/** Steps of the comparison; texts that differ more are one change from the first to the last difference. */
const mostDifferences = 500

/** Lines as `join('\n')` puts them together again: a text that ends with a line end has an empty last line. */
export function linesOf(text: string): readonly string[] {
  return text.split('\n')
}

/** What turns the old lines into the new ones, in order: the fewest lines possible (Myers, "An O(ND) Difference Algorithm"). */
export function lineChanges(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  const most = Math.min(old.length, now.length) - head
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const before = old.slice(head, old.length - tail)
  const after = now.slice(head, now.length - tail)
  if (before.length === 0 && after.length === 0) return []
  const kept = commonLines(before, after) ?? []
  return between(before, after, kept).map((change) => ({ ...change, from: change.from + head, to: change.to + head }))
}

/** Where a line of the old text stands in the new one; lines that changed are not in it. */
export function lineMap(old: readonly string[], now: readonly string[]): ReadonlyMap<number, number> {
  const map = new Map<number, number>()
  let shift = 0
  let at = 0
  for (const { from, removed, added } of [...lineChanges(old, now), undefined].map((each) => each ?? end(old))) {
    for (; at < from; at++) map.set(at, at + shift)
    at = from + removed.length
    shift += added.length - removed.length
  }
  return map
}

function end(old: readonly string[]): LineChange {
  return { from: old.length, removed: [], to: 0, added: [] }
}

type Pair = readonly [old: number, now: number]

function between(before: readonly string[], after: readonly string[], kept: readonly Pair[]): LineChange[] {
  const changes: LineChange[] = []
  let [x, y] = [0, 0]
  for (const [a, b] of [...kept, [before.length, after.length] as const]) {
    if (a > x || b > y) changes.push({ from: x, removed: before.slice(x, a), to: y, added: after.slice(y, b) })
    x = a + 1
    y = b + 1
  }
  return changes
}

/** How far along the old text each diagonal (old line − new line) is reached. */
type Reach = ReadonlyMap<number, number>

/** The longest common subsequence as pairs of places; undefined where the texts differ too much to look for it. */
function commonLines(before: readonly string[], after: readonly string[]): readonly Pair[] | undefined {
  const reach = new Map<number, number>([[1, 0]])
  const trail: Reach[] = []
  for (let d = 0; d <= Math.min(mostDifferences, before.length + after.length); d++) {
    trail.push(new Map(reach))
    for (let k = -d; k <= d; k += 2) {
      let x = comesFromAbove(reach, k, d) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) x++
      reach.set(k, x)
      if (x >= before.length && x - k >= after.length) return trace(trail, before.length, after.length)
    }
  }
  return undefined
}

function comesFromAbove(reach: Reach, k: number, d: number): boolean {
  return k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
}

/** The way back through what was reached step by step: its diagonals are the lines in common. */
function trace(trail: readonly Reach[], width: number, height: number): Pair[] {
  const pairs: Pair[] = []
  let [x, y] = [width, height]
  for (let d = trail.length - 1; d >= 0; d--) {
    const reach = trail[d] ?? new Map<number, number>()
    const from = comesFromAbove(reach, x - y, d) ? x - y + 1 : x - y - 1
    const fromX = d === 0 ? 0 : (reach.get(from) ?? 0)
    const fromY = d === 0 ? 0 : fromX - from
    while (x > fromX && y > fromY) {
      x -= 1
      y -= 1
      pairs.push([x, y])
    }
    x = fromX
    y = fromY
  }
  return pairs.reverse()
}
