import type { Failure } from '../../domain.js'
import type { Forge, PullRequest } from '../../ports.js'
import { type Marker, withMarker } from '../../report/marker.js'
import { redactAll } from '../../report/redact-all.js'
import { alsoMends, withSightings } from '../../report/rewrite.js'
import type { World } from '../world.js'
import type { OwnRequest } from './own-branch.js'

/** More fingerprints than a reader of one pull request cares for. */
const mostOthers = 20

/** Whether the failure was seen oftener than its pull request tells, or rises now. */
export function isSeenMore({ occurrences: { count, spike } }: Failure, { seen }: Marker): boolean {
  if (seen === undefined) return false
  return count > Number.parseInt(seen, 10) || (spike && !seen.endsWith('rising'))
}

/** Tells in the pull request how often it is seen by now; the rest of its words stays. False where they are a person's. */
export async function tellSightings(
  world: World,
  forge: Forge,
  { request, marker }: OwnRequest,
  failure: Failure,
): Promise<boolean> {
  const { repository, serverUrl, runUrl } = world.trigger
  const places = {
    serverUrl,
    commit: marker.base,
    ...(repository === undefined ? {} : { repository }),
    ...(runUrl === undefined ? {} : { runUrl }),
  }
  const told = withSightings(request.body, redactAll(failure, world.redactor), places, marker)
  if (told === undefined) return false
  await forge.updatePullRequest(request.number, { body: told })
  return true
}

/** Adds a failure to the pull request that mends it too. */
export async function meet(
  world: World,
  forge: Forge,
  request: PullRequest,
  marker: Marker,
  failure: Failure,
): Promise<void> {
  const also = [...(marker.also ?? '').split(' ').filter((each) => each !== ''), failure.fingerprint]
  if (also.length > mostOthers) return
  const body = alsoMends(request.body, redactAll(failure, world.redactor))
  await forge.updatePullRequest(request.number, { body: withMarker(body, { ...marker, also: also.join(' ') }) })
}
