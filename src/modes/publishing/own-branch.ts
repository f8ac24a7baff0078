import type { PullRequest, Remote } from '../../ports.js'
import { updateSubject } from '../../report/commit-message.js'
import type { Marker } from '../../report/marker.js'
import { parseMarker } from '../../report/pull-request.js'
import type { World } from '../world.js'

/** An open pull request that nobody but Suture has pushed to. */
export interface OwnRequest {
  readonly request: PullRequest
  readonly marker: Marker
  /** The commit at the tip of its branch. */
  readonly tip: string
  /** The base commit that the tip was proven on. */
  readonly provenOn: string
}

/**
 * The pull request as our own, or undefined where anybody else has had a hand in its branch: then it is left to people.
 * A tip that its text does not name yet is what a run left that ended between its push and its words.
 */
export async function ownRequest(
  world: World,
  remote: Remote,
  request: PullRequest,
  branch: string,
  fingerprint: string,
): Promise<OwnRequest | undefined> {
  const marker = parseMarker(request.body)
  if (marker?.commit === undefined || marker.fingerprint !== fingerprint) return undefined
  const tip = await remote.fetch(branch)
  if (tip === undefined) return undefined
  if (tip === marker.commit) return { request, marker, tip, provenOn: marker.base }
  const onto = await broughtTo(world, tip, marker)
  return onto === undefined ? undefined : { request, marker, tip, provenOn: onto }
}

async function broughtTo(world: World, tip: string, marker: Marker): Promise<string | undefined> {
  const repository = await world.repository()
  if ((await repository.resolve(`${tip}^`)) !== marker.commit) return undefined
  const onto = await repository.resolve(`${tip}^2`)
  if (onto === undefined) return undefined
  const [commit] = await repository.log(tip, 1)
  return commit?.subject === updateSubject(marker.fingerprint, onto) ? onto : undefined
}
