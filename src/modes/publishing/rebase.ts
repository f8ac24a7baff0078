import type { Fix, Outcome } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import { isSameFailure } from '../../triage/same-failure.js'
import { editableText } from '../../trial/patch/apply.js'
import { reproduce } from '../../trial/reproduce.js'
import { openBase } from '../base.js'
import { canonicalJson, patchOf } from '../bundle.js'
import { type BundleFiles, end, type Step, type World } from '../world.js'

/**
 * The same patch on the branch's new tip, as a bundle that has yet to be verified. Only where every file of the patch
 * is there as it was: nothing is merged, so that what a person reads is what was proposed.
 */
export async function ontoTip(world: World, inputs: Inputs, fix: Fix): Promise<Step<BundleFiles>> {
  const remote = await world.remote(inputs)
  if ('outcome' in remote) return { ended: remote }
  const branch = inputs.base ?? fix.branch
  const tip = await remote.fetch(branch)
  if (tip === undefined) return end('error-config', `the branch ${branch} is not on the server`, 'give the input base')
  const repository = await world.repository()
  const patch = patchOf(fix)
  const entries = new Map((await repository.entries(tip)).map((entry) => [entry.path, entry]))
  for (const { path, before, after } of patch.files) {
    const entry = entries.get(path)
    const there = entry && editableText(entry.mode, await repository.blob(entry.id))
    const text = there?.kind === 'text' ? there.text : undefined
    if (text === after) return end('no-failure', `${path} has this change on ${branch} already`, 'nothing to do')
    if (text !== before) return { ended: await changedMeanwhile(world, inputs, fix, { tip, branch, path }) }
  }
  const tree = await repository.writeTree(tip, patch)
  const moved: Fix = { ...fix, base: tip, tree }
  return { value: { 'fix.json': canonicalJson(moved), 'fix.patch': await repository.diff(tip, tree) } }
}

/** Somebody was at the same file: perhaps at the same failure, with a change of their own. */
async function changedMeanwhile(
  world: World,
  inputs: Inputs,
  { failure }: Fix,
  { tip, branch, path }: { readonly tip: string; readonly branch: string; readonly path: string },
): Promise<Outcome> {
  const base = await openBase(world, inputs, tip, { failure })
  if ('ended' in base) return base.ended
  const { lab } = base.value
  const copy = await lab.copyOf(tip)
  const { reproduction } = await reproduce(lab, copy, failure, (sighting) => isSameFailure(failure, sighting))
  await lab.discard(copy)
  if (reproduction.verdict === 'not-reproduced')
    return end('no-failure', `${path} was mended on ${branch} meanwhile: the failure is gone there`, 'nothing to do')
      .ended
  return end('base-moved', `${path} has changed on ${branch} meanwhile`, 'run again on the new commit').ended
}
