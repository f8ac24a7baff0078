import type { KnownGood } from '../../culprit/quest.js'
import { BrokenWorld, type Failure } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { History } from '../../ports.js'
import type { Base } from '../base.js'
import { revisionsFor } from '../reading/deployment.js'
import { at } from '../trust.js'
import type { World } from '../world.js'

/** Older green runs say no more than the newest ones, and each may cost a run. */
const mostGood = 3

/** Commits that were good before this failure, the likeliest first: of green runs, and of the release before. */
export async function knownGoodCommits(
  world: World,
  inputs: Inputs,
  base: Base,
  history: History,
  failure: Failure,
): Promise<readonly KnownGood[]> {
  const ofRuns = failure.test === undefined && failure.event !== undefined ? [] : await fromRuns(world, inputs)
  return [...ofRuns, ...(await fromRelease(base, history, failure))].filter(({ commit }) => commit !== base.commit)
}

async function fromRuns(world: World, inputs: Inputs): Promise<readonly KnownGood[]> {
  const { event, runId } = world.trigger
  if (event !== 'workflow_run' || runId === undefined || !/^\d{1,20}$/.test(runId)) return []
  const runs = world.runs(inputs)
  if ('outcome' in runs) return []
  try {
    const commits = await runs.goodCommits(runId)
    if (commits.length === 0) world.log.info('the workflow has no earlier run on this branch that succeeded')
    const because = 'the last run of the workflow on this branch that succeeded'
    return commits.slice(0, mostGood).map((commit) => ({ commit, because, isProven: true }))
  } catch (error) {
    if (!(error instanceof BrokenWorld)) throw error
    // The culprit is worth having and not worth ending for.
    world.log.warning(`earlier runs could not be read: ${error.message}`)
    return []
  }
}

/** A release's error was not there in the release before, as far as anybody knows. */
async function fromRelease(base: Base, history: History, failure: Failure): Promise<readonly KnownGood[]> {
  for (const name of releaseNames(failure.event)) {
    const release = await base.repository.resolve(name)
    const before = release === undefined ? undefined : await history.tagBefore(release)
    if (before !== undefined) return [{ commit: before, because: `the release before ${name}`, isProven: false }]
  }
  return []
}

/** The release with which it was first seen comes before the one that spoke. */
function releaseNames(event: unknown): readonly string[] {
  const places = [['firstRelease', 'version'], ['first_release', 'version'], ['release', 'version'], ['release']]
  const given = [...places, ...places.map((path) => ['event', ...path]), ['tags', 'release'], ['service', 'version']]
    .map((path) => at(event, ...path))
    .find((value) => typeof value === 'string' && value !== '')
  if (typeof given !== 'string' || given.length > 200) return []
  return revisionsFor(given)
}
