import { editDistance, nearest, nearLimit } from '../src/nearest.js'

/** Straight from the definition: slow, and right by inspection. */
function byDefinition(from: string, to: string): number {
  if (from === '' || to === '') return from.length + to.length
  const same = from.at(-1) === to.at(-1)
  const [shorter, other] = [from.slice(0, -1), to.slice(0, -1)]
  const costs = [
    byDefinition(shorter, to) + 1,
    byDefinition(from, other) + 1,
    byDefinition(shorter, other) + (same ? 0 : 1),
  ]
  if (from.length > 1 && to.length > 1 && from.at(-1) === to.at(-2) && from.at(-2) === to.at(-1)) {
    costs.push(byDefinition(from.slice(0, -2), to.slice(0, -2)) + 1)
  }
  return Math.min(...costs)
}

const words = ['', 'a', 'ab', 'ba', 'abc', 'acb', 'cab', 'abcd', 'badc', 'aabb', 'bbaa', 'abab']

describe('editDistance', () => {
  it.each(words)('agrees with the definition for %j and every other word, at every limit', (from) => {
    for (const to of words) {
      const distance = byDefinition(from, to)
      for (const limit of [0, 1, 2, 3, 9]) {
        expect({ from, to, limit, distance: editDistance(from, to, limit) }).toEqual({
          from,
          to,
          limit,
          distance: Math.min(distance, limit + 1),
        })
      }
    }
  })

  it('never compares names over 100 characters', () => {
    expect(editDistance('x'.repeat(101), 'x'.repeat(101), 5)).toBe(6)
    expect(nearest('y'.repeat(1_000_000), ['y'.repeat(1_000_000)])).toBeUndefined()
  })
})

describe('nearest', () => {
  it.each([
    ['test-comand', ['test-command', 'setup-command'], 'test-command'],
    ['max-flies', ['max-files', 'max-lines'], 'max-files'],
    ['daft', ['draft', 'model'], 'draft'],
    ['heel', ['heal', 'doctor'], 'heal'],
    ['zzz', ['heal', 'doctor'], undefined],
    ['bat', ['cat', 'hat'], undefined],
    ['bat', ['cat', 'cat'], 'cat'],
    ['', ['heal'], undefined],
    ['heal', [], undefined],
  ])('%j among %j is %j', (written, candidates, expected) => {
    expect(nearest(written, candidates)).toBe(expected)
  })

  it('lets a third of a name differ, and at least one character', () => {
    expect(['', 'ab', 'abcdef', 'abcdefghi'].map(nearLimit)).toEqual([1, 1, 2, 3])
  })
})
