import type { Sighting } from '../domain.js'

/** A version that production ran, as events and log records name it, and when it was first and last heard of. */
export interface Release {
  readonly name: string
  /** Milliseconds since 1970; NaN where no sighting of it carries a time. */
  readonly first: number
  readonly last: number
}

/** A release, and when it went out, as far as anybody says. */
export interface Deployment {
  /** Milliseconds since 1970. */
  readonly at: number
  /** `release 1.4.0` or `commit abc1234`. */
  readonly what: string
}

/** Versions that run side by side are few; a log with more of them names something else. */
const mostReleases = 50

/** The releases that sightings name, the one that was heard of first comes first. */
export function releasesIn(sightings: Iterable<Sighting>): readonly Release[] {
  const found = new Map<string, { name: string; first: number; last: number }>()
  for (const { release, time } of sightings) {
    if (release === undefined) continue
    const at = Date.parse(time ?? '')
    const known = found.get(release)
    if (known === undefined) {
      if (found.size < mostReleases) found.set(release, { name: release, first: at, last: at })
    } else if (!Number.isNaN(at)) {
      known.first = Number.isNaN(known.first) ? at : Math.min(known.first, at)
      known.last = Number.isNaN(known.last) ? at : Math.max(known.last, at)
    }
  }
  return [...found.values()].sort((a, b) => (a.first || 0) - (b.first || 0))
}

/**
 * The last deployment: of the release with the newest commit, at that commit's time; where no commit is known by a
 * release's name, from when the newest release was first heard of, after an older one was.
 *
 * @param committed when the commit of a release was made (milliseconds since 1970)
 */
export function lastDeployment(
  releases: readonly Release[],
  committed: ReadonlyMap<string, number>,
): Deployment | undefined {
  const known = releases.filter(({ name }) => committed.has(name))
  const newest = known.reduce<Release | undefined>(
    (best, one) => ((committed.get(one.name) ?? 0) >= (committed.get(best?.name ?? '') ?? 0) ? one : best),
    undefined,
  )
  const last = newest ?? releases.at(-1)
  if (last === undefined) return undefined
  // What was committed goes out later: where an older version still spoke in between, it was not there yet.
  const older = releases.some((one) => one !== last && one.first < last.first)
  const at = Math.max(
    committed.get(last.name) ?? Number.NEGATIVE_INFINITY,
    older ? last.first : Number.NEGATIVE_INFINITY,
  )
  return Number.isFinite(at) ? { at, what: `release ${last.name}` } : undefined
}
