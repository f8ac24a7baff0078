import type { CoveredTest, Failure, RepoPath } from '../../src/domain.js'
import { coverageOf } from '../../src/evidence/coverage.js'

const file = 'src/a.js' as RepoPath

function failure(name: string, suite?: string): Failure {
  const test = { name, ...(suite === undefined ? {} : { suite }) }
  const occurrences = { count: 1, spike: false }
  return {
    kind: 'test',
    title: name,
    message: '',
    detail: '',
    frames: [],
    sourceLines: [1, 1],
    fingerprint: '0',
    source: 'x',
    occurrences,
    test,
  }
}

function ran(name: string, failed: boolean, lines: readonly number[], suite = ''): CoveredTest {
  return {
    name,
    suite,
    failed,
    lines: new Map(lines.length === 0 ? [] : [[file, lines.map((line) => [line, line] as const)]]),
  }
}

describe('coverage of a failing test', () => {
  it.each<[string, readonly CoveredTest[], readonly (readonly [number, number])[]]>([
    [
      'what it alone ran',
      [ran('bad', true, [1, 3]), ran('good', false, [1])],
      [
        [1, Math.SQRT1_2],
        [3, 1],
      ],
    ],
    [
      'what all ran',
      [ran('bad', true, [1]), ran('a', false, [1]), ran('b', false, [1]), ran('c', false, [1])],
      [[1, 0.5]],
    ],
    ['another failing test counts for neither side', [ran('bad', true, [1]), ran('other', true, [1, 2])], [[1, 1]]],
    [
      'the same name in another suite is another test',
      [ran('bad', true, [1], 'x.py::A'), ran('bad', true, [2], 'x.py::B')],
      [[1, 1]],
    ],
    [
      'rows of one test share it',
      [ran('bad', true, [1], 'A'), ran('bad', true, [1, 2], 'A')],
      [
        [1, 1],
        [2, Math.SQRT1_2],
      ],
    ],
    ['no name fits: all that failed', [ran('x', true, [4]), ran('good', false, [])], [[4, 1]]],
  ])('%s', (_, tests, lines) => {
    const coverage = coverageOf(failure('bad', 'A'), tests)
    expect(coverage?.lines(file).lines.map(([line, value]) => [line, Number(value.toFixed(6))])).toEqual(
      lines.map(([line, value]) => [line, Number(value.toFixed(6))]),
    )
  })

  it.each<[string, readonly CoveredTest[]]>([
    ['there is none', []],
    ['nothing failed', [ran('bad', false, [1])]],
    ['it ran in another process', [ran('bad', true, []), ran('good', false, [1])]],
  ])('is undefined where %s', (_, tests) => {
    expect(coverageOf(failure('bad'), tests)).toBeUndefined()
  })
})
