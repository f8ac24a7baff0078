import type { Fix, Outcome, Verification } from '../domain.js'
import type { Inputs } from '../inputs.js'
import type { Forge, Remote } from '../ports.js'
import { commitMessage } from '../report/commit-message.js'
import { body, title } from '../report/pull-request.js'
import { redactAll } from '../report/redact-all.js'
import { cheatOf } from '../trial/conduct.js'
import { refusalOf } from '../trial/policy.js'
import { openBundle, patchOf, verdictIn, wrongBundle } from './bundle.js'
import { alreadyThere, branchOf, decorate } from './earlier-requests.js'
import { limitsOf } from './limits.js'
import { type BundleFiles, end, type Journal, type World } from './world.js'

/** Policy again, then branch, commit and pull request. Holds the write token; runs no code of the repository. */
export async function publish(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  if (inputs.fix === undefined || inputs.digest === undefined) {
    const missing = inputs.fix === undefined ? 'fix' : 'digest'
    return end('error-config', `publish needs the input ${missing}`, `give the output ${missing} of the verify job`)
      .ended
  }
  const files = await world.readBundle(inputs.fix)
  if ('outcome' in files) return files
  return publishBundle(world, inputs, journal, files, inputs.digest)
}

export async function publishBundle(
  world: World,
  inputs: Inputs,
  journal: Journal,
  files: BundleFiles,
  digest: string,
): Promise<Outcome> {
  const opened = openBundle(files, digest)
  if ('ended' in opened) return opened.ended
  const verdict = verdictIn(files)
  if ('ended' in verdict) return verdict.ended
  const fix = opened.value
  const diff = files['fix.patch']
  Object.assign(journal, {
    fix,
    diff,
    verification: verdict.value,
    chosen: fix.failure.fingerprint,
    bundle: { folder: inputs.fix ?? journal.bundle?.folder, digest },
  })
  const patch = patchOf(fix)
  const refused = refusalOf(patch, limitsOf(inputs)) ?? cheatOf(patch, fix.failure)
  if (refused !== undefined)
    return end('refused-policy', `${refused.rule}: ${refused.why}`, 'change the policy inputs if this is meant').ended
  if (world.redactor.redact(diff) !== diff)
    return end('refused-policy', 'secret-in-patch: the fix contains a secret', 'take the secret out of the code first')
      .ended
  const repository = await world.repository()
  if ((await repository.writeTree(fix.base, patch)) !== fix.tree)
    return wrongBundle('its tree is not what its patch makes').ended
  const forge = world.forge(inputs)
  if ('outcome' in forge) return forge
  const remote = await world.remote(inputs)
  if ('outcome' in remote) return remote
  return world.log.group('publish', () =>
    deliver(world, inputs, journal, { fix, verdict: verdict.value, diff, digest }, { forge, remote }),
  )
}

interface Delivery {
  readonly fix: Fix
  readonly verdict: Verification
  readonly diff: string
  readonly digest: string
}

/**
 * The branch is the lock: it is created where there is none, in one step, or somebody else is at it. Whatever was
 * made before a crash is found again by its name, never by search.
 */
async function deliver(
  world: World,
  inputs: Inputs,
  journal: Journal,
  delivery: Delivery,
  { forge, remote }: { readonly forge: Forge; readonly remote: Remote },
): Promise<Outcome> {
  const { fix } = delivery
  const branch = branchOf(inputs, fix.failure.fingerprint)
  const base = inputs.base ?? fix.branch
  journal.branch = branch
  const earlier = await alreadyThere(world, inputs, journal, forge, fix.failure.fingerprint)
  if (earlier !== undefined) return earlier
  const tip = await remote.tip(base)
  if (tip === undefined)
    return end('error-config', `the branch ${base} is not on the server`, 'give the input base').ended
  if (tip !== fix.base)
    return end(
      'base-moved',
      `${base} is at ${tip.slice(0, 12)} now, the fix was proven on ${fix.base.slice(0, 12)}`,
      'run again on the new commit',
    ).ended
  const pushed = await remote.createBranch(branch, fix.base, fix.tree, commitMessage(fix))
  if (pushed.kind === 'rejected') {
    return end(
      'error-github',
      `the server refused the branch ${branch}: ${pushed.reason}`,
      'allow this branch name in the repository rules, or set branch-prefix',
    ).ended
  }
  if (pushed.kind === 'exists' && !(await isOurs(world, pushed.commit, fix))) {
    return (
      (await alreadyThere(world, inputs, journal, forge, fix.failure.fingerprint)) ??
      end('duplicate', `${branch} is on the server already`, 'delete the branch if nobody works on it').ended
    )
  }
  world.log.info(`branch ${branch} at ${fix.base.slice(0, 12)} + patch, tree ${fix.tree.slice(0, 12)}`)
  return open(world, inputs, journal, delivery, { forge, branch, base })
}

/** A branch that an earlier run left before it died: the same tree on the same base is as good as just pushed. */
async function isOurs(world: World, commit: string, fix: Fix): Promise<boolean> {
  const repository = await world.repository()
  if ((await repository.resolve(commit)) === undefined) return false
  const log = await repository.log(commit, 2)
  return log[1]?.id === fix.base && (await repository.diff(commit, fix.tree)) === ''
}

async function open(
  world: World,
  inputs: Inputs,
  journal: Journal,
  delivery: Delivery,
  target: { readonly forge: Forge; readonly branch: string; readonly base: string },
): Promise<Outcome> {
  const { fix, verdict, diff, digest } = delivery
  const { forge, branch, base } = target
  const { runUrl, repository = '', serverUrl } = world.trigger
  const context = { repository, serverUrl, head: branch, ...(runUrl === undefined ? {} : { runUrl }) }
  const request = await forge.openPullRequest({
    title: world.redactor.redact(title(fix)),
    body: body(redactAll({ fix, verification: verdict, failure: fix.failure, diff, digest, context }, world.redactor)),
    head: branch,
    base,
    draft: inputs.draft || fix.unproven,
  })
  journal.pullRequest = { number: request.number, url: request.url, action: request.existed ? 'none' : 'opened' }
  if (request.existed) {
    return end('duplicate', `pull request ${request.number} was opened by another run`, `review ${request.url}`).ended
  }
  const labels = [
    ...inputs.labels,
    ...(fix.strategy === 'revert' ? ['revert'] : []),
    ...(fix.unproven ? ['unproven'] : []),
    ...(verdict.sandbox.rung === 'none' ? ['unsandboxed'] : []),
  ]
  await decorate(world, 'labels', labels, () => forge.addLabels(request.number, labels))
  await decorate(world, 'assignees', inputs.assignees, () => forge.addAssignees(request.number, inputs.assignees))
  const reviewers = inputs.reviewers.filter((name) => name !== 'blame')
  await decorate(world, 'reviewers', reviewers, () => forge.requestReviewers(request.number, reviewers))
  return {
    outcome: 'pr-opened',
    reason: `pull request ${request.number} for ${fix.failure.title}`,
    next: `review ${request.url}`,
  }
}
