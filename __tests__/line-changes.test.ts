import { lineChanges, lineMap, linesOf } from '../src/line-changes.js'

function apply(old: string, now: string): string {
  const lines = [...linesOf(old)]
  for (const { from, removed, added } of [...lineChanges(linesOf(old), linesOf(now))].reverse())
    lines.splice(from, removed.length, ...added)
  return lines.join('\n')
}

/** A small generator with a fixed seed: the same texts in every run. */
function* texts(count: number): Generator<string> {
  let state = 42
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  for (let index = 0; index < count; index++) yield Array.from({ length: next(14) }, () => 'abcd'[next(4)]).join('\n')
}

describe('line changes', () => {
  it.each([
    ['a\nb\nc\n', 'a\nB\nc\n', [{ from: 1, removed: ['b'], to: 1, added: ['B'] }]],
    ['a\nb\n', 'a\nb\n', []],
    ['a\nc\n', 'a\nb\nc\n', [{ from: 1, removed: [], to: 1, added: ['b'] }]],
    ['a\nb\nc', 'a\nb', [{ from: 2, removed: ['c'], to: 2, added: [] }]],
    [
      'a\nb\nc\nd\ne',
      'A\nb\nc\nd\nE',
      [
        { from: 0, removed: ['a'], to: 0, added: ['A'] },
        { from: 4, removed: ['e'], to: 4, added: ['E'] },
      ],
    ],
  ])('%j → %j', (old, now, expected) => {
    expect(lineChanges(linesOf(old), linesOf(now))).toEqual(expected)
  })

  it('turn any text into any other, and map only lines that are equal', () => {
    const all = [...texts(400)]
    for (const [index, old] of all.entries()) {
      const now = all[(index * 7 + 3) % all.length] ?? ''
      expect(apply(old, now)).toBe(now)
      const [before, after] = [linesOf(old), linesOf(now)]
      const pairs = [...lineMap(before, after)]
      expect(pairs.filter(([a, b]) => before[a] !== after[b])).toEqual([])
      expect(new Set(pairs.map(([, b]) => b)).size).toBe(pairs.length)
    }
  })

  it('of texts that have nothing in common are one', () => {
    const [old, now] = ['x', 'y'].map((letter) => Array.from({ length: 5000 }, (_, index) => `${letter}${index}`))
    expect(lineChanges(old ?? [], now ?? [])).toHaveLength(1)
  })
})
