import type { Fix, Outcome, Sighting, Verification } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { isSameFailure } from '../triage/same-failure.js'
import { cheatOf } from '../trial/conduct.js'
import { refusalOf } from '../trial/patch/policy.js'
import { wordsOfTest } from '../trial/probe-candidate.js'
import { type Proven, prove } from '../trial/prove.js'
import { type Base, openBase } from './base.js'
import { canonicalJson, digestOf, openBundle, patchOf, withoutVerdict, wrongBundle } from './bundle.js'
import { limitsOf } from './limits.js'
import { groundOf } from './regression-base.js'
import { type BundleFiles, end, type Journal, type Step, type World } from './world.js'

/** Proves or refutes a bundle from scratch in a clean copy, and signs the verdict with its digest. Holds nothing. */
export async function verify(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  if (inputs.fix === undefined || inputs.digest === undefined) {
    const missing = inputs.fix === undefined ? 'fix' : 'digest'
    return end('error-config', `verify needs the input ${missing}`, `give the output ${missing} of the propose job`)
      .ended
  }
  const files = await world.readBundle(inputs.fix)
  if ('outcome' in files) return files
  return verifyBundle(world, inputs, journal, withoutVerdict(files), inputs.digest)
}

export async function verifyBundle(
  world: World,
  inputs: Inputs,
  journal: Journal,
  files: BundleFiles,
  digest: string,
): Promise<Outcome> {
  const opened = openBundle(files, digest)
  if ('ended' in opened) return opened.ended
  const fix = opened.value
  journal.fix = fix
  journal.diff = files['fix.patch']
  journal.chosen = fix.failure.fingerprint
  const changes = fix.patch.files.map(({ path }) => path)
  const base = await openBase(world, inputs, fix.base, { failure: fix.failure, changes })
  if ('ended' in base) return base.ended
  const tree = await rebuild(base.value, fix, files['fix.patch'], inputs)
  if ('ended' in tree) return tree.ended
  return judge(world, inputs, journal, base.value, fix, files)
}

/** The tree is built again from the base and the patch, and policy is asked again: the bundle's word counts for nothing. */
async function rebuild(base: Base, fix: Fix, diff: string, inputs: Inputs): Promise<Step<string>> {
  const patch = patchOf(fix)
  const refused = refusalOf(patch, limitsOf(inputs)) ?? cheatOf(patch, fix.failure)
  if (refused !== undefined)
    return end('refused-policy', `${refused.rule}: ${refused.why}`, 'change the policy inputs if this is meant')
  for (const file of patch.files) {
    const there = await base.read(file.path)
    if (there.kind === 'refused')
      return end('refused-policy', `file: ${file.path}: ${there.why}`, 'a fix changes plain text files only')
    const text = there.kind === 'text' ? there.text : undefined
    if (text !== file.before) return wrongBundle(`${file.path} is not at the base as the patch says`)
  }
  const tree = await base.repository.writeTree(base.commit, patch)
  if (tree !== fix.tree) return wrongBundle('its tree is not what its patch makes')
  if ((await base.repository.diff(base.commit, tree)) !== diff)
    return wrongBundle('fix.patch is not what fix.json says')
  return { value: tree }
}

async function judge(
  world: World,
  inputs: Inputs,
  journal: Journal,
  base: Base,
  fix: Fix,
  files: BundleFiles,
): Promise<Outcome> {
  const ground = await groundOf(world, inputs, base, fix)
  const same = ground.recognises ?? ((sighting: Sighting): boolean => isSameFailure(fix.failure, sighting))
  const proven = await world.log.group('prove the fix from scratch', async () => {
    const result = await prove(
      base.lab,
      { base: ground.tree, fixed: fix.tree, ...(ground.brought === undefined ? {} : { brought: ground.brought }) },
      fix.failure,
      same,
      fix.unproven && inputs.proof === 'suite',
      { patch: ground.patch, syntax: world.syntax, testText: await wordsOfTest(fix.failure, base.read) },
    )
    for (const { check, passed, evidence } of result.proof)
      world.log.info(`${passed ? 'holds' : 'FAILS'} ${check}: ${evidence}`)
    return result
  })
  const sandbox = await world.sandbox(inputs)
  const verdict = verdictOf(world, fix, files, base, proven, { rung: sandbox.rung, network: sandbox.network })
  const signed = { ...files, 'verdict.json': canonicalJson(verdict) }
  journal.verification = verdict
  journal.reproduction = proven.reproduction
  journal.bundle = {
    folder: await world.writeBundle(`fix-${fix.failure.fingerprint}`, signed),
    digest: digestOf(signed),
  }
  return ending(proven)
}

function verdictOf(
  world: World,
  fix: Fix,
  files: BundleFiles,
  base: Base,
  proven: Proven,
  sandbox: Verification['sandbox'],
): Verification {
  return {
    version: 1,
    suture: world.version,
    fix: digestOf(files),
    plan: base.lab.plan,
    verified: proven.holds,
    reason: world.redactor.redact(proven.reason),
    reproduction: proven.reproduction,
    proof: proven.proof.map((each) => ({ ...each, evidence: world.redactor.redact(each.evidence) })),
    sandbox,
    notChecked: [
      ...(fix.unproven ? ['this fix is unproven: see proof: suite'] : []),
      ...proven.notChecked,
      ...base.notChecked.map(world.redactor.redact),
    ],
    ...(proven.doubts.length === 0 ? {} : { doubts: proven.doubts.map(world.redactor.redact) }),
  }
}

function ending(proven: Proven): Outcome {
  const { verdict } = proven.reproduction
  if (proven.holds)
    return { outcome: 'verified', reason: proven.reason, next: 'hand the bundle and its new digest to mode publish' }
  if (verdict === 'flaky') return { outcome: 'flaky', reason: proven.reason, next: 'mend the test first' }
  if (verdict === 'not-reproduced') {
    return {
      outcome: 'not-reproduced',
      reason: proven.reason,
      next: 'check that test command and environment are those that failed',
    }
  }
  return { outcome: 'fix-rejected', reason: proven.reason, next: 'nothing was published; the proof is in report.json' }
}
