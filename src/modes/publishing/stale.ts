import { BrokenWorld, type Reading } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { Forge, PullRequest } from '../../ports.js'
import { testIn, withMarker } from '../../report/marker.js'
import { parseMarker } from '../../report/pull-request.js'
import { goneMark, goneWords } from '../../report/rewrite.js'
import { suiteTimeoutSeconds } from '../../trial/reproduce.js'
import { casesOf } from '../../trial/target.js'
import { type Base, openBase } from '../base.js'
import { targetBranch } from '../failed-commit.js'
import type { World } from '../world.js'
import { toldOf } from './decorate.js'
import { type OwnRequest, ownRequest } from './own-branch.js'

/**
 * Closes our own pull requests whose failure is gone, after a run that saw none. Only where that is certain: the
 * signals tell of tests and no failure, nobody else has pushed to the branch, the base has moved since the proof, and
 * the whole suite passes here, on the tip of the base, with the very test in it.
 */
export async function closeStale(
  world: World,
  inputs: Inputs,
  forge: Forge,
  readings: readonly Reading[],
): Promise<void> {
  if (!areGreen(readings)) return
  const open = await forge.openPullRequests(inputs.branchPrefix)
  const candidates = open.filter(({ body }) => parseMarker(body)?.test !== undefined)
  if (candidates.length === 0) return
  await world.log.group('pull requests whose failure may be gone', () => examine(world, inputs, forge, candidates))
}

function areGreen(readings: readonly Reading[]): boolean {
  const total = readings.reduce((sum, { tests }) => sum + (tests?.passed ?? 0), 0)
  return (
    total > 0 &&
    readings.every(({ incomplete, tests }) => !incomplete && (tests?.failed ?? 0) + (tests?.errored ?? 0) === 0)
  )
}

async function examine(world: World, inputs: Inputs, forge: Forge, candidates: readonly PullRequest[]): Promise<void> {
  const remote = await world.remote(inputs)
  if ('outcome' in remote) return
  const branch = targetBranch(world, inputs, await world.repository())
  const tip = branch === undefined ? undefined : await remote.tip(branch)
  const ours: OwnRequest[] = []
  for (const request of candidates) {
    const marker = parseMarker(request.body)
    if (marker === undefined || tip === undefined || marker.base === tip || request.base !== branch) continue
    const name = `${inputs.branchPrefix}${marker.fingerprint}`
    const own = await ownRequest(world, remote, request, name, marker.fingerprint)
    if (own !== undefined) ours.push(own)
  }
  if (ours.length === 0) return
  const passed = await passedTests(world, inputs, tip)
  if (passed === undefined) return
  for (const own of ours) {
    const test = testIn(own.marker)
    const cases = test === undefined ? [] : casesOf({ test }, passed)
    if (cases.length > 0 && cases.every(({ status }) => status === 'passed'))
      await close(world, forge, own, tip ?? '', branch ?? '')
  }
}

/** Every test of the suite on the tip, or undefined where that is not what is checked out, or not all is well. */
async function passedTests(
  world: World,
  inputs: Inputs,
  tip: string | undefined,
): Promise<Reading['cases'] | undefined> {
  const base = await openBase(world, inputs)
  if ('ended' in base || base.value.commit !== tip) return undefined
  const run = await runSuite(base.value)
  return run.passed && !run.reading.incomplete ? run.reading.cases : undefined
}

async function runSuite({ lab, commit }: Base): ReturnType<Base['lab']['run']> {
  const copy = await lab.copyOf(commit)
  try {
    return await lab.run(copy, { kind: 'all' }, suiteTimeoutSeconds)
  } finally {
    await lab.discard(copy)
  }
}

/** First the sentence, then the end: a run that dies between them says it once and is finished by the next one. */
async function close(world: World, forge: Forge, own: OwnRequest, tip: string, branch: string): Promise<void> {
  const { request, marker } = own
  try {
    await forge.commentOnce(request.number, goneWords(branch, tip), goneMark)
    await forge.updatePullRequest(request.number, {
      body: withMarker(request.body, { ...marker, closed: 'gone' }),
      state: 'closed',
    })
    world.log.info(`pull request ${request.number} closed: its failure is gone on ${branch}`)
  } catch (error) {
    if (!(error instanceof BrokenWorld)) throw error
    world.log.warning(`pull request ${request.number} could not be closed: ${toldOf(error)}`)
  }
}
