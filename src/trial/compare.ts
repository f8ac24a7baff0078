import type { TestStatus } from '../domain.js'
import type { CheckRun } from './lab/lab.js'
import { isLoadFailure } from './target.js'

export interface Comparison {
  /** Tests that passed before and do not pass now. */
  readonly broken: readonly string[]
  /** Tests that are gone, or skipped although they ran before. */
  readonly lost: readonly string[]
  /** Tests that fail now and did not fail before, new names included. */
  readonly failing: readonly string[]
  /** Those of them that did not run before, or were not there: other failures may stay, and must not grow. */
  readonly grown: readonly string[]
  readonly passedBefore: number
  readonly passedAfter: number
  /** False where the command names no tests, so that only exit codes can be compared. */
  readonly knowsTests: boolean
}

/** Two runs of the same check, test by test. */
export function compareRuns(before: CheckRun, after: CheckRun): Comparison {
  const known = before.statuses !== undefined
  const old = before.statuses ?? new Map<string, TestStatus>()
  const now = after.statuses ?? new Map<string, TestStatus>()
  // A file that could not be loaded counts as one failed test, which its real tests replace.
  const failedToLoad = before.reading.cases.filter((each) => isFailing(each.status) && isLoadFailure(each))
  const loadFailures = new Set(failedToLoad.map((each) => each.id))
  const broken: string[] = []
  const lost: string[] = []
  for (const [id, status] of old) {
    const current = now.get(id)
    const gone = current === undefined && !loadFailures.has(id)
    if (gone || (current === 'skipped' && status !== 'skipped')) lost.push(id)
    else if (status === 'passed' && current !== 'passed') broken.push(id)
  }
  const failing = [...now].filter(([id, status]) => isFailing(status) && !isFailing(old.get(id))).map(([id]) => id)
  // A file that did not load hid its tests: those that fail now failed before as well.
  const grown = known && loadFailures.size === 0 ? failing.filter((id) => old.get(id) !== 'passed') : []
  return { broken, lost, failing, grown, passedBefore: passed(old), passedAfter: passed(now), knowsTests: known }
}

function isFailing(status: TestStatus | undefined): boolean {
  return status === 'failed' || status === 'errored'
}

function passed(statuses: ReadonlyMap<string, TestStatus>): number {
  let count = 0
  for (const status of statuses.values()) if (status === 'passed') count++
  return count
}

/** Whether a run is at least as good as the one before, and if not why, in a line. */
export function worseThan(before: CheckRun, after: CheckRun): string | undefined {
  if (after.timedOut) return 'it ran into the time limit'
  const { broken, lost, grown, knowsTests } = compareRuns(before, after)
  if (knowsTests && after.statuses === undefined && after.exit !== 0) {
    return `it ends with exit code ${after.exit} and without a report`
  }
  if (broken.length > 0) return `${broken.length} test(s) fail that passed before: ${named(broken)}`
  if (lost.length > 0) return undefined
  if (grown.length > 0) return `${grown.length} test(s) fail that did not run before: ${named(grown)}`
  if (!knowsTests && before.exit === 0 && after.exit !== 0) return `the command fails now (exit code ${after.exit})`
  if (before.passed && !after.passed) return after.doubt ?? `exit code ${after.exit}`
  return undefined
}

/**
 * Whether tests are missing because something broke for all to see: a file that does not load any more takes its tests
 * with it. Tests that go without a word were taken away.
 */
export function brokeLoudly(before: CheckRun, after: CheckRun): boolean {
  if (after.timedOut) return true
  if (after.exit === 0) return false
  if (after.statuses === undefined || compareRuns(before, after).failing.length > 0) return true
  const known = new Set(before.reading.sightings.map((sighting) => sighting.title))
  return after.reading.sightings.some((sighting) => !known.has(sighting.title))
}

/** Tests that an honest fix never takes away. */
export function lostTests(before: CheckRun, after: CheckRun): string | undefined {
  const { lost } = compareRuns(before, after)
  return lost.length === 0 ? undefined : `${lost.length} test(s) are gone or skipped: ${named(lost)}`
}

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, 3).join(', ')
  return ids.length > 3 ? `${shown}, …` : shown
}
