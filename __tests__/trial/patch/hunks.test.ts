import { hunksOf, withHunks } from '../../../src/trial/patch/hunks.js'

const text = (words: string): string => words.split(' ').join('\n')

describe('hunksOf', () => {
  it.each<[string, string, string, [number, number, string][]]>([
    ['the same', 'a b c', 'a b c', []],
    ['one line', 'a b c', 'a x c', [[1, 2, 'x']]],
    [
      'two places',
      'a b c d e',
      'a x c d y',
      [
        [1, 2, 'x'],
        [4, 5, 'y'],
      ],
    ],
    ['only added', 'a b', 'a x y b', [[1, 1, 'x y']]],
    ['only taken away', 'a b c', 'a c', [[1, 2, '']]],
    [
      'moved',
      'a b c',
      'b c a',
      [
        [0, 1, ''],
        [3, 3, 'a'],
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    const hunks = hunksOf(text(before), text(after))
    expect(hunks.map(({ start, end, lines }) => [start, end, lines.join(' ')])).toEqual(expected)
    expect(withHunks(text(before), hunks)).toBe(text(after))
    for (const { at, lines } of hunks)
      expect(
        text(after)
          .split('\n')
          .slice(at, at + lines.length),
      ).toEqual(lines)
  })

  it('takes what is too long to compare line by line for one change', () => {
    const long = Array.from({ length: 2000 }, (_, index) => `line ${index}`)
    expect(hunksOf(long.join('\n'), long.map((line) => `${line}.`).join('\n'))).toHaveLength(1)
  })
})
