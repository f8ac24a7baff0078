import type { TestStatus } from '../domain.js'
import { compareRuns, lostTests, worseThan } from './compare.js'
import type { CheckRun } from './lab/lab.js'

/** The same check on the base commit and on the patched tree, as often as it took to tell a flaky test from a broken one. */
export interface Sides {
  /** At least one run of the base, the first of which is what everything is compared with. */
  readonly base: readonly CheckRun[]
  readonly after: readonly CheckRun[]
}

/** How either side is run once more. */
export interface Again {
  base(): Promise<CheckRun>
  after(): Promise<CheckRun>
}

/**
 * A test that flaps every second time is still the same in five runs once in sixteen; rarer flapping needs more runs
 * than a proof can pay for, and then counts against the patch.
 */
const mostBaseRuns = 5
/** On the patched tree it must pass at least once: what flaps before and never passes after has grown worse. */
const mostAfterRuns = 5
/** A suite of minutes is not run five times over for one doubt. */
const mostSeconds = 180

/**
 * Runs both sides again where they differ, until each test that differs has flapped on the base or the runs are used up.
 * Where nothing differs, nothing runs.
 */
export async function settle(sides: Sides, again: Again): Promise<Sides> {
  let { base, after } = sides
  while (isWorth(base, mostBaseRuns) && differing({ base, after }).some((id) => !flapsOn(base, id)))
    base = [...base, await again.base()]
  while (isWorth(after, mostAfterRuns) && neverPassing({ base, after }).length > 0)
    after = [...after, await again.after()]
  return { base, after }
}

function isWorth(runs: readonly CheckRun[], most: number): boolean {
  const spent = runs.reduce((sum, run) => sum + run.seconds, 0)
  return runs.length < 2 || (runs.length < most && spent < mostSeconds)
}

/** Tests to leave out of a comparison: they flap on the base itself, and pass on the patched tree at least once. */
export function flapping({ base, after }: Sides): ReadonlySet<string> {
  const ids = new Set(base.flatMap((run) => [...(run.statuses?.keys() ?? [])]))
  const never = new Set(neverPassing({ base, after }))
  return new Set([...ids].filter((id) => flapsOn(base, id) && !never.has(id)))
}

/** The run as it were without these tests; a red exit that only they explain is none. */
export function without(run: CheckRun, ids: ReadonlySet<string>): CheckRun {
  const { statuses } = run
  if (statuses === undefined || ![...ids].some((id) => statuses.has(id))) return run
  const left = new Map([...statuses].filter(([id]) => !ids.has(id)))
  const cases = run.reading.cases.filter((each) => !ids.has(each.id))
  const gone = run.reading.cases.filter((each) => ids.has(each.id) && isRed(each.status))
  const names = new Set(gone.map((each) => each.test.name))
  const sightings = run.reading.sightings.filter((each) => each.test === undefined || !names.has(each.test.name))
  const isExplained = gone.length > 0 && !run.timedOut && ![...left.values()].some(isRed)
  const exit = isExplained ? 0 : run.exit
  return {
    ...run,
    exit,
    passed: run.passed || isExplained,
    statuses: left,
    reading: { ...run.reading, cases, sightings },
  }
}

/** `2 tests flap on the base and were left out: a, b`, or undefined where none does. */
export function leftOut(ids: ReadonlySet<string>): string | undefined {
  if (ids.size === 0) return undefined
  const names = [...ids].slice(0, 3).join(', ')
  const words = ids.size === 1 ? '1 test flaps on the base and was' : `${ids.size} tests flap on the base and were`
  return `${words} left out: ${names}${ids.size > 3 ? ', …' : ''}`
}

/** What the first run of the base and any run after do not agree on, to the patch's disadvantage. */
function differing({ base, after }: Sides): readonly string[] {
  const [first] = base
  if (first === undefined) return []
  const ids = after.flatMap((run) => {
    const { broken, lost, grown } = compareRuns(first, run)
    return [...broken, ...lost, ...grown]
  })
  return [...new Set(ids)]
}

/** Those that flap on the base and are never as they are there in its better runs. */
function neverPassing({ base, after }: Sides): readonly string[] {
  const suspects = differing({ base, after }).filter((id) => flapsOn(base, id))
  return suspects.filter((id) => {
    const good = new Set(base.map((run) => stateIn(run, id)).filter((state) => state !== 'red'))
    return !after.some((run) => good.has(stateIn(run, id)))
  })
}

/** Seen in more than one state: absent and skipped are states as well. */
function flapsOn(base: readonly CheckRun[], id: string): boolean {
  const told = base.filter((run) => run.statuses !== undefined && !run.timedOut)
  return new Set(told.map((run) => stateIn(run, id))).size > 1
}

function stateIn(run: CheckRun, id: string): string {
  const status = run.statuses?.get(id)
  return status === undefined ? 'absent' : isRed(status) ? 'red' : status
}

function isRed(status: TestStatus): boolean {
  return status === 'failed' || status === 'errored'
}

/** The first of the runs after that is worse than the base, and why, once flapping tests are left out. */
export function worseAfter(
  sides: Sides,
  left: ReadonlySet<string>,
): { readonly worse?: string; readonly lost?: string } {
  const [first] = sides.base
  if (first === undefined) return {}
  const before = without(first, left)
  const runs = sides.after.map((run) => without(run, left))
  const worse = runs.map((run) => worseThan(before, run)).find((each) => each !== undefined)
  const lost = runs.map((run) => lostTests(before, run)).find((each) => each !== undefined)
  return { ...(worse === undefined ? {} : { worse }), ...(lost === undefined ? {} : { lost }) }
}
