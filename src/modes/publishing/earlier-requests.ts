import { BrokenWorld, type Failure, type Outcome } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { Forge, PullRequest, Remote, Repository } from '../../ports.js'
import { type Marker, seenOf } from '../../report/marker.js'
import { parseMarker } from '../../report/pull-request.js'
import { end, type Journal, type Step, type World } from '../world.js'
import { type OwnRequest, ownRequest } from './own-branch.js'
import { addPeople } from './people.js'
import { isSeenMore, meet, tellSightings } from './rewrite.js'

export function branchOf(inputs: Inputs, fingerprint: string): string {
  return `${inputs.branchPrefix}${fingerprint}`
}

/** What is asked for: a failure on a commit of a branch, and the fix where there is one already. */
export interface Asked {
  readonly failure: Failure
  readonly commit: string
  readonly base: string | undefined
  /** Patch id of the fix. */
  readonly patch?: string
}

/** What stands of a failure on the server, where that is no reason to stop. */
export interface Standing {
  /** Ours to be brought to a new base. */
  readonly own?: OwnRequest
  /** Tips that pull requests left which are over: a branch that is still there stands at one of them, or is somebody's. */
  readonly leftTips: readonly string[]
}

export interface Server {
  readonly forge: Forge
  readonly remote: () => Promise<Remote | Outcome>
}

/** The pull request of this failure, open or closed, one with the same change, or too many of ours. */
export async function alreadyThere(
  world: World,
  inputs: Inputs,
  journal: Journal,
  server: Server,
  asked: Asked,
): Promise<Step<Standing>> {
  const { fingerprint } = asked.failure
  const requests = await server.forge.pullRequestsFrom(branchOf(inputs, fingerprint))
  const open = requests.find((request) => request.state === 'open')
  if (open !== undefined) return openAlready(world, inputs, journal, server, asked, open)
  const refused = requests.find((request) => isRefused(request, fingerprint))
  if (refused !== undefined && !hasChanged(world, inputs, server.forge.now(), asked.failure, refused)) {
    journal.pullRequest = { number: refused.number, url: refused.url, action: 'none' }
    return end(
      'duplicate',
      `pull request ${refused.number} for this failure was closed by a person`,
      'reopen it, or delete its branch and mend the failure by hand',
    )
  }
  const ours = await server.forge.openPullRequests(inputs.branchPrefix)
  const met = await meetOther(world, journal, server.forge, asked, ours)
  if (met !== undefined) return { ended: met }
  if (ours.length >= inputs.maxOpen) {
    return end(
      'limit-reached',
      `${ours.length} pull requests of Suture are open (max-open ${inputs.maxOpen})`,
      'review or close one of them',
    )
  }
  world.log.info('no pull request of this failure yet')
  return { value: { leftTips: requests.flatMap(({ body }) => parseMarker(body)?.commit ?? []) } }
}

async function openAlready(
  world: World,
  inputs: Inputs,
  journal: Journal,
  { forge, remote: open }: Server,
  asked: Asked,
  request: PullRequest,
): Promise<Step<Standing>> {
  const { failure, commit, base } = asked
  const { number, url } = request
  journal.pullRequest = { number, url, action: 'none' }
  const duplicate = end('duplicate', `pull request ${number} is open for this failure`, `review ${url}`)
  if (request.base !== undefined && base !== undefined && request.base !== base)
    return end('duplicate', `pull request ${number} mends this failure on ${request.base}`, `review ${url}`)
  const remote = await open()
  if ('outcome' in remote) return { ended: remote }
  const own = await ownRequest(world, remote, request, branchOf(inputs, failure.fingerprint), failure.fingerprint)
  await finish(world, inputs, forge, request, own)
  if (own === undefined) {
    world.log.info(`pull request ${number} has commits or words of other people: it is left to them`)
    return duplicate
  }
  const { marker } = own
  // A run of an older commit than the one it was proven on has nothing new to say of the code.
  const isProven = marker.base === commit || (base !== undefined && (await remote.tip(base)) === marker.base)
  if (!isProven) return { value: { own, leftTips: [] } }
  if (!isSeenMore(failure, marker) || !(await tellSightings(world, forge, own, failure))) return duplicate
  journal.pullRequest = { number, url, action: 'updated' }
  return end('pr-updated', `pull request ${number} tells that it was seen ${seenOf(failure)} times`, `review ${url}`)
}

/**
 * A run that died after it opened the pull request left people and labels behind. Labels that a person took off stay
 * off, unless it was the last one.
 */
async function finish(
  world: World,
  inputs: Inputs,
  forge: Forge,
  open: PullRequest,
  own: OwnRequest | undefined,
): Promise<void> {
  if (open.labels.length > 0 || own === undefined) return
  const traits = (own.marker.traits ?? '').split(' ').filter((trait) => trait !== '')
  if (inputs.labels.length + traits.length === 0) return
  const diff = await changeOf(await world.repository(), own)
  await addPeople(world, inputs, forge, open, { base: own.provenOn, diff, traits })
}

/** Empty where a shallow clone does not reach back to it: then only the people who are named are asked. */
async function changeOf(repository: Repository, { provenOn, marker }: OwnRequest): Promise<string> {
  try {
    return await repository.diff(provenOn, marker.tree)
  } catch (error) {
    if (error instanceof BrokenWorld) return ''
    throw error
  }
}

/** Closed, not merged, and not by us. Without a marker the branch name alone speaks. */
function isRefused(request: PullRequest, fingerprint: string): boolean {
  const marker = parseMarker(request.body)
  if (request.merged || marker?.closed !== undefined) return false
  return marker === undefined || marker.fingerprint === fingerprint
}

/** Times as often as when the person said no: this is another failure than the one that was turned down. */
const muchOftener = 10

/**
 * A no holds until the failure changes, and for `cooldown-hours` whatever happens. Another test, exception or place has
 * another fingerprint; the same one has changed where its rate has risen sharply since.
 */
function hasChanged(world: World, inputs: Inputs, now: Date, failure: Failure, refused: PullRequest): boolean {
  const marker = parseMarker(refused.body)
  const closed = Date.parse(refused.closedAt ?? '')
  if (marker?.seen === undefined || Number.isNaN(closed)) return false
  const hours = (now.getTime() - closed) / 3_600_000
  const { count, spike } = failure.occurrences
  const rose = (spike && !marker.seen.endsWith('rising')) || count >= muchOftener * Number.parseInt(marker.seen, 10)
  if (!rose || hours < inputs.cooldownHours) return false
  world.log.info(`pull request ${refused.number} was closed by a person, but the failure has risen sharply since`)
  return true
}

/** Two failures with one change meet in one pull request: the second one is told there. */
async function meetOther(
  world: World,
  journal: Journal,
  forge: Forge,
  { failure, patch }: Asked,
  ours: readonly PullRequest[],
): Promise<Outcome | undefined> {
  for (const request of ours) {
    const marker = parseMarker(request.body)
    if (marker === undefined) continue
    const isTold = tells(marker, failure)
    if (!isTold && (patch === undefined || marker.patch !== patch)) continue
    const { number, url } = request
    if (!isTold) await meet(world, forge, request, marker, failure)
    journal.pullRequest = { number, url, action: 'none' }
    return end('duplicate', `pull request ${number} makes the same change for another failure`, `review ${url}`).ended
  }
  return undefined
}

function tells({ also = '' }: Marker, { fingerprint }: Failure): boolean {
  return also.split(' ').includes(fingerprint)
}
