import { BrokenWorld, type Fix, type Outcome } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { Forge, PushResult, Remote } from '../../ports.js'
import { commitMessage, updateSubject } from '../../report/commit-message.js'
import { end, type Journal, type Step, type World } from '../world.js'
import type { Delivery, Pushed } from './delivery.js'
import { alreadyThere, branchOf, type Standing } from './earlier-requests.js'
import { open, rewrite } from './open-request.js'
import { patchId } from './patch-id.js'
import { refusedPush } from './refused-push.js'

interface Server {
  readonly forge: Forge
  readonly remote: Remote
}

/**
 * The branch is the lock: it is created where there is none, in one step, or somebody else is at it. Whatever was
 * made before a crash is found again by its name, never by search.
 */
export async function deliver(
  world: World,
  inputs: Inputs,
  journal: Journal,
  delivery: Delivery,
  server: Server,
): Promise<Outcome> {
  const { forge, remote } = server
  const { fix } = delivery
  const branch = branchOf(inputs, fix.failure.fingerprint)
  const base = inputs.base ?? fix.branch
  journal.branch = branch
  const asked = { failure: fix.failure, commit: fix.base, base, patch: patchId(delivery.diff) }
  const look = () => alreadyThere(world, inputs, journal, { forge, remote: async () => remote }, asked)
  const standing = await look()
  if ('ended' in standing) return standing.ended
  const moved = await movedBase(remote, fix, base)
  if (moved !== undefined) return moved
  const pushed = await push(world, server, branch, fix, standing.value)
  if ('ended' in pushed) return pushed.ended
  if (pushed.value === 'taken') {
    const again = await look()
    if ('ended' in again) return again.ended
    return end('duplicate', `${branch} is on the server already`, 'delete the branch if nobody works on it').ended
  }
  const { commit } = pushed.value
  world.log.info(
    `branch ${branch} at ${commit.slice(0, 12)}: ${fix.base.slice(0, 12)} + patch, ${signed(pushed.value)}`,
  )
  const target = { forge, branch, base, pushed: pushed.value, patch: asked.patch }
  const { own } = standing.value
  return own === undefined
    ? open(world, inputs, journal, delivery, target)
    : rewrite(world, journal, delivery, target, own)
}

function signed({ verified }: Pushed): string {
  if (verified === undefined) return 'not signed'
  return verified ? 'signed, verified by GitHub' : 'not verified by GitHub'
}

async function movedBase(remote: Remote, fix: Fix, base: string): Promise<Outcome | undefined> {
  const tip = await remote.tip(base)
  if (tip === undefined)
    return end('error-config', `the branch ${base} is not on the server`, 'give the input base').ended
  if (tip === fix.base) return undefined
  return end(
    'base-moved',
    `${base} is at ${tip.slice(0, 12)} now, the fix was proven on ${fix.base.slice(0, 12)}`,
    'run again on the new commit',
  ).ended
}

/** The tested tree on its branch: as a new one, or as a commit on top of what is ours. Never over anybody else's. */
async function push(
  world: World,
  { forge, remote }: Server,
  branch: string,
  fix: Fix,
  { own, leftTips }: Standing,
): Promise<Step<Pushed | 'taken'>> {
  const advance = (tip: string): Promise<PushResult> => {
    const message = commitMessage(fix, updateSubject(fix.failure.fingerprint, fix.base))
    return remote.advanceBranch(branch, tip, fix.base, fix.tree, message)
  }
  if (own !== undefined) {
    if (own.provenOn === fix.base && (await holds(world, own.tip, fix))) return { value: await found(forge, own.tip) }
    return settled(branch, await advance(own.tip))
  }
  const result = await remote.createBranch(branch, fix.base, fix.tree, commitMessage(fix))
  if (result.kind !== 'exists') return settled(branch, result)
  if (await isOurs(world, result.commit, fix)) return { value: await found(forge, result.commit) }
  if (!leftTips.includes(result.commit)) return { value: 'taken' }
  world.log.info(`${branch} was left by an earlier pull request: going on from there`)
  return settled(branch, await advance(result.commit))
}

/** A commit that an earlier run pushed before it died: whether it is signed, only GitHub can tell by now. */
async function found(forge: Forge, commit: string): Promise<Pushed> {
  try {
    const verified = (await forge.commitAuthor(commit))?.verified
    return { commit, ...(verified === undefined ? {} : { verified }) }
  } catch (error) {
    if (error instanceof BrokenWorld) return { commit }
    throw error
  }
}

function settled(branch: string, result: PushResult): Step<Pushed | 'taken'> {
  if (result.kind === 'created') return { value: result }
  if (result.kind === 'exists') return { value: 'taken' }
  return { ended: refusedPush(branch, result.reason) }
}

/** A branch that an earlier run left before it died: the same tree on the same base is as good as just pushed. */
async function isOurs(world: World, commit: string, fix: Fix): Promise<boolean> {
  const repository = await world.repository()
  if ((await repository.resolve(commit)) === undefined) return false
  if (await holds(world, commit, fix)) {
    const log = await repository.log(commit, 2)
    return log[1]?.id === fix.base || (await repository.resolve(`${commit}^2`)) === fix.base
  }
  return false
}

async function holds(world: World, commit: string, fix: Fix): Promise<boolean> {
  return (await (await world.repository()).diff(commit, fix.tree)) === ''
}
