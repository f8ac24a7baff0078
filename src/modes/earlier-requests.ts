import type { Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import type { Forge, PullRequest } from '../ports.js'
import { parseMarker } from '../report/pull-request.js'
import { end, type Journal, type World } from './world.js'

export function branchOf(inputs: Inputs, fingerprint: string): string {
  return `${inputs.branchPrefix}${fingerprint}`
}

/** The pull request of this failure, open or closed, or too many of ours: each is a reason to stop. */
export async function alreadyThere(
  world: World,
  inputs: Inputs,
  journal: Journal,
  forge: Forge,
  fingerprint: string,
): Promise<Outcome | undefined> {
  const requests = await forge.pullRequestsFrom(branchOf(inputs, fingerprint))
  const open = requests.find((request) => request.state === 'open')
  if (open !== undefined) {
    journal.pullRequest = { number: open.number, url: open.url, action: 'none' }
    await finishLabels(world, inputs, forge, open, fingerprint)
    return end('duplicate', `pull request ${open.number} is open for this failure`, `review ${open.url}`).ended
  }
  const refused = requests.find((request) => !request.merged && isOfFailure(request, fingerprint))
  if (refused !== undefined) {
    journal.pullRequest = { number: refused.number, url: refused.url, action: 'none' }
    return end(
      'duplicate',
      `pull request ${refused.number} for this failure was closed by a person`,
      'reopen it, or delete its branch and mend the failure by hand',
    ).ended
  }
  const ours = await forge.openPullRequests(inputs.branchPrefix)
  if (ours.length >= inputs.maxOpen) {
    return end(
      'limit-reached',
      `${ours.length} pull requests of Suture are open (max-open ${inputs.maxOpen})`,
      'review or close one of them',
    ).ended
  }
  world.log.info('no pull request of this failure yet')
  return undefined
}

/** A run that died between the pull request and its labels left work behind. Labels that a person took off stay off. */
async function finishLabels(
  world: World,
  inputs: Inputs,
  forge: Forge,
  open: PullRequest,
  fingerprint: string,
): Promise<void> {
  if (open.labels.length > 0 || parseMarker(open.body)?.fingerprint !== fingerprint) return
  await decorate(world, 'labels', inputs.labels, () => forge.addLabels(open.number, inputs.labels))
}

/** A marker is data that we wrote: without one the branch name alone speaks. */
function isOfFailure(request: PullRequest, fingerprint: string): boolean {
  const marker = parseMarker(request.body)
  return marker === undefined || marker.fingerprint === fingerprint
}

/** The pull request stands: a label that cannot be set is worth a warning, not a failed run. */
export async function decorate(
  world: World,
  what: string,
  names: readonly string[],
  set: () => Promise<void>,
): Promise<void> {
  if (names.length === 0) return
  try {
    await set()
  } catch (error) {
    world.log.warning(`${what} could not be set: ${error instanceof Error ? error.message : 'unknown error'}`)
  }
}
