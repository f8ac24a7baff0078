import type { CoveredTest, Failure, LineSuspicion, RepoPath } from '../domain.js'

/** Coverage of the failing test against that of passing ones, line by line. */
export interface Coverage {
  /** Files of which the failing test ran a line. */
  readonly files: ReadonlySet<RepoPath>
  readonly passing: number
  /** The most suspicious of these lines (1-based, inclusive); undefined where the failing test ran none of them. */
  most(path: RepoPath, from: number, to: number): CoveredLine | undefined
  lines(path: RepoPath): LineSuspicion
}

export interface CoveredLine {
  readonly line: number
  /** Ochiai: 1 where only the failing test runs it, and less the more passing ones do. */
  readonly suspicion: number
  /** How many passing tests run it. */
  readonly passing: number
}

/**
 * The spectrum of one failure. Other failing tests may have the same cause or another one: they count for neither side.
 *
 * @returns undefined where the failing test is not among them, or ran no line of the repository
 */
export function coverageOf(failure: Failure, tests: readonly CoveredTest[]): Coverage | undefined {
  const failing = failingIn(failure, tests)
  const ran = countsIn(failing)
  if (ran.size === 0) return undefined
  const passing = tests.filter((test) => !test.failed)
  const passed = countsIn(passing, ran)
  const lineAt = (path: RepoPath, line: number): CoveredLine | undefined => {
    const failed = ran.get(path)?.get(line)
    if (failed === undefined) return undefined
    const count = passed.get(path)?.get(line) ?? 0
    return { line, suspicion: Math.min(1, failed / Math.sqrt(failing.length * (failed + count))), passing: count }
  }
  return {
    files: new Set(ran.keys()),
    passing: passing.length,
    most(path, from, to) {
      let best: CoveredLine | undefined
      for (const line of ran.get(path)?.keys() ?? []) {
        const one = line >= from && line <= to ? lineAt(path, line) : undefined
        if (one !== undefined && one.suspicion > (best?.suspicion ?? 0)) best = one
      }
      return best
    },
    lines(path) {
      const numbers = [...(ran.get(path)?.keys() ?? [])].sort((a, b) => a - b)
      return { path, lines: numbers.map((line) => [line, lineAt(path, line)?.suspicion ?? 0] as const) }
    },
  }
}

/** The failing test by its name; where no name fits, all that failed are taken for it. */
function failingIn({ test }: Failure, tests: readonly CoveredTest[]): readonly CoveredTest[] {
  const failed = tests.filter((one) => one.failed)
  const name = test?.name
  const named = name === undefined ? [] : failed.filter((one) => one.name === name || name.endsWith(` ${one.name}`))
  const near = named.filter((one) => one.suite === '' || isNear(one.suite, test?.suite ?? ''))
  return near.length > 0 ? near : named.length > 0 ? named : failed
}

/** Runners join suites with dots, colons, arrows or blanks: the last words are the same. */
function isNear(one: string, other: string): boolean {
  const last = (text: string): string | undefined => text.split(/[^\p{L}\p{N}_]+/u).findLast((word) => word !== '')
  return last(one) === last(other)
}

/** How many of the tests ran each line; with `only`, of the lines in it alone. */
function countsIn(
  tests: readonly CoveredTest[],
  only?: ReadonlyMap<RepoPath, ReadonlyMap<number, number>>,
): ReadonlyMap<RepoPath, ReadonlyMap<number, number>> {
  const counts = new Map<RepoPath, Map<number, number>>()
  for (const { lines } of tests) {
    for (const [path, ranges] of lines) {
      const wanted = only?.get(path)
      if (only !== undefined && wanted === undefined) continue
      const known = counts.get(path) ?? new Map<number, number>()
      counts.set(path, known)
      for (const line of linesOf(ranges)) if (wanted?.has(line) ?? true) known.set(line, (known.get(line) ?? 0) + 1)
    }
  }
  return counts
}

/** Of nested functions one line may be told twice, and code that no person wrote may claim any range. */
const mostLines = 50_000

function linesOf(ranges: readonly (readonly [number, number])[]): ReadonlySet<number> {
  const lines = new Set<number>()
  let told = 0
  for (const [from, to] of ranges) for (let line = from; line <= to && told < mostLines; line++, told++) lines.add(line)
  return lines
}

/** `covered by the failing test, by 1 of 14 passing ones`. */
export function told({ passing }: Coverage, line: CoveredLine): string {
  return passing === 0
    ? 'covered by the failing test'
    : `covered by the failing test, by ${line.passing} of ${passing} passing ones`
}
