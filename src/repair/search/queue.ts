/** What waits, the cheapest first; at equal cost what came first, so that every run gives the same order. */
export interface Queue<T> {
  readonly size: number
  push(cost: number, item: T): void
  pop(): Waiting<T> | undefined
  /** Sets every cost anew. */
  reprice(price: (waiting: Waiting<T>) => number): void
}

export interface Waiting<T> {
  readonly cost: number
  readonly turn: number
  readonly item: T
}

/** @param most above this the dearest half is forgotten: it would not be tried within any budget */
export function openQueue<T>(most: number): Queue<T> {
  let heap: Waiting<T>[] = []
  let turn = 0
  return {
    get size() {
      return heap.length
    },
    push(cost, item) {
      heap.push({ cost, turn: turn++, item })
      rise(heap)
      // A sorted list is a heap.
      if (heap.length > most) heap = heap.sort(byCost).slice(0, Math.floor(most / 2))
    },
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined) return undefined
      if (heap.length > 0) sink(heap, last)
      return first
    },
    reprice(price) {
      heap = heap.map((waiting) => ({ ...waiting, cost: price(waiting) })).sort(byCost)
    },
  }
}

function byCost<T>(one: Waiting<T>, other: Waiting<T>): number {
  return one.cost - other.cost || one.turn - other.turn
}

function rise<T>(heap: Waiting<T>[]): void {
  let index = heap.length - 1
  const moved = heap[index]
  while (moved !== undefined && index > 0) {
    const above = (index - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || byCost(parent, moved) <= 0) break
    heap[index] = parent
    heap[above] = moved
    index = above
  }
}

/** Puts `moved` at the top and lets it down to its place. */
function sink<T>(heap: Waiting<T>[], moved: Waiting<T>): void {
  let index = 0
  for (;;) {
    const left = heap[2 * index + 1]
    const right = heap[2 * index + 2]
    const isRight = left !== undefined && right !== undefined && byCost(right, left) < 0
    const least = isRight ? right : left
    if (least === undefined || byCost(moved, least) <= 0) break
    heap[index] = least
    index = 2 * index + (isRight ? 2 : 1)
  }
  heap[index] = moved
}
