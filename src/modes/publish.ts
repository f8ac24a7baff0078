import type { Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { cheatOf } from '../trial/conduct.js'
import { refusalOf } from '../trial/patch/policy.js'
import { openBundle, patchOf, verdictIn, wrongBundle } from './bundle.js'
import { limitsOf } from './limits.js'
import { deliver } from './publishing/deliver.js'
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
  if ((await repository.resolve(fix.base)) === undefined) {
    const reason = `the commit ${fix.base.slice(0, 12)} that the fix was proven on is not in this checkout`
    return end('error-config', reason, 'check out the same commit as the job that made the bundle').ended
  }
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
