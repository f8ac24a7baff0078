import { openQueue } from '../../../src/repair/search/queue.js'

function drained<T>(queue: ReturnType<typeof openQueue<T>>): readonly T[] {
  const items: T[] = []
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) items.push(next.item)
  return items
}

describe('queue', () => {
  it('gives the cheapest first, and what came first at equal cost', () => {
    const queue = openQueue<string>(100)
    for (const [cost, item] of [
      [3, 'c'],
      [1, 'a'],
      [2, 'b1'],
      [2, 'b2'],
      [0.5, 'first'],
      [2, 'b3'],
    ] as const)
      queue.push(cost, item)
    expect(drained(queue)).toEqual(['first', 'a', 'b1', 'b2', 'b3', 'c'])
  })

  it('keeps its order over many pushes and pops', () => {
    const queue = openQueue<number>(10_000)
    const costs = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503)
    for (const cost of costs) queue.push(cost, cost)
    expect(drained(queue)).toEqual(costs.toSorted((one, other) => one - other))
  })

  it('forgets the dearest half where it grows too long', () => {
    const queue = openQueue<number>(10)
    for (let cost = 20; cost > 0; cost--) queue.push(cost, cost)
    expect(queue.size).toBeLessThanOrEqual(10)
    expect(queue.pop()?.item).toBe(1)
  })

  it('sets costs anew', () => {
    const queue = openQueue<string>(10)
    queue.push(1, 'a')
    queue.push(2, 'b')
    queue.reprice(({ cost, item }) => (item === 'b' ? 0 : cost))
    expect(drained(queue)).toEqual(['b', 'a'])
  })
})
