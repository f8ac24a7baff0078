import type { Failure, Sighting } from '../domain.js'
import { isTestFile } from '../test-file.js'
import type { CheckRun } from './lab/lab.js'
import { casesOf } from './target.js'

/**
 * Ids of the other tests that fail on the base commit with the same cause: the same exception with the same message, at
 * the same line of the source. A fix that mends one of them and not the others is fitted to that one.
 */
export function siblingsOf(failure: Failure, baseline: CheckRun): readonly string[] {
  if (failure.location?.line === undefined || isTestFile(failure.location.file)) return []
  const ids = new Set<string>()
  for (const sighting of baseline.reading.sightings) {
    if (sighting.test === undefined || !sameCause(failure, sighting)) continue
    for (const each of casesOf({ test: sighting.test }, baseline.reading.cases)) ids.add(each.id)
  }
  for (const own of casesOf(failure, baseline.reading.cases)) ids.delete(own.id)
  return [...ids]
}

function sameCause(failure: Failure, sighting: Sighting): boolean {
  return (
    sighting.exception === failure.exception &&
    sighting.message === failure.message &&
    sighting.location?.file === failure.location?.file &&
    sighting.location?.line === failure.location?.line
  )
}

/**
 * Ids of all other tests that fail on the base commit in the target's file, or in files that the report does not name.
 * An edit that was only searched for must mend these too: one that mends some of them is more likely fitted than right.
 */
export function neighboursOf(failure: Failure, baseline: CheckRun): readonly string[] {
  const own = casesOf(failure, baseline.reading.cases)
  const files = new Set([failure.test?.file, ...own.map((each) => each.test.file)])
  const ownIds = new Set(own.map((each) => each.id))
  return baseline.reading.cases
    .filter(({ id, status }) => (status === 'failed' || status === 'errored') && !ownIds.has(id))
    .filter(({ test }) => test.file === undefined || files.has(test.file))
    .map(({ id }) => id)
}

/** Those of them that a run leaves failing. */
export function stillFailing(siblings: readonly string[], run: CheckRun): readonly string[] {
  return siblings.filter((id) => {
    const status = run.statuses?.get(id)
    return status === 'failed' || status === 'errored'
  })
}
