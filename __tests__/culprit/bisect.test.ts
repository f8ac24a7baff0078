import { type Answer, bisect, stepsFor } from '../../src/culprit/bisect.js'

/** A history in which everything from `first` on is bad; `silent` commits say nothing. */
async function search(length: number, first: number, silent: ReadonlySet<number> = new Set()) {
  let asked = 0
  const found = await bisect(length, async (place): Promise<Answer> => {
    asked += 1
    if (silent.has(place)) return 'skip'
    return place >= first ? 'bad' : 'good'
  })
  return { ...found, asked }
}

describe('bisect', () => {
  it.each([1, 2, 3, 7, 64, 65, 1000])('finds every commit of %i in the steps that halving takes', async (length) => {
    for (let first = 0; first < length; first++) {
      const { good, bad, asked } = await search(length, first)
      expect([good, bad]).toEqual([first - 1, first])
      expect(asked).toBeLessThanOrEqual(stepsFor(length))
    }
  })

  it('takes ten steps for a thousand commits', () => {
    expect(stepsFor(1000)).toBe(10)
  })

  it('leaves a region that says nothing in a few steps', async () => {
    const silent = new Set(Array.from({ length: 200 }, (_, index) => 400 + index))
    const { good, bad, asked } = await search(1000, 700, silent)
    expect([good, bad]).toEqual([699, 700])
    expect(asked).toBeLessThanOrEqual(20)
  })

  it('leaves between its two ends what could not be told', async () => {
    expect(await search(10, 6, new Set([4, 5, 6]))).toMatchObject({ good: 3, bad: 7 })
  })

  it('gives up where nearly nothing says anything', async () => {
    const { asked } = await search(500, 499, new Set(Array.from({ length: 499 }, (_, index) => index)))
    expect(asked).toBeLessThanOrEqual(9)
  })

  it('stops where it is told to, with what is known until then', async () => {
    let left = 2
    const found = await bisect(64, async (place) => (left-- > 0 ? (place >= 50 ? 'bad' : 'good') : undefined))
    expect(found).toEqual({ good: 47, bad: 63 })
  })
})
