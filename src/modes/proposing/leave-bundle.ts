import type { Evidence, Fix, Outcome, Patch } from '../../domain.js'
import { redactAll } from '../../report/redact-all.js'
import { flagsOf } from '../../trial/conduct.js'
import type { Base } from '../base.js'
import { canonicalJson, digestOf } from '../bundle.js'
import { end, type Journal, type World } from '../world.js'
import { counted, type Healed } from './hunt.js'

/** Writes what healed as a fix bundle. `test`: a regression test that was made for it, and belongs to it. */
export async function leaveBundle(
  world: World,
  journal: Journal,
  base: Base,
  branch: string,
  context: { readonly evidence: Evidence; readonly unproven: boolean; readonly test?: Patch | undefined },
  healed: Healed,
): Promise<Outcome> {
  const { evidence, unproven, test } = context
  const patch: Patch = { files: [...healed.patch.files, ...(test?.files ?? [])] }
  const diff = test === undefined ? healed.diff : await base.repository.diff(base.commit, healed.tree)
  if (world.redactor.redact(diff) !== diff) {
    return end('refused-policy', 'secret-in-patch: the fix contains a secret', 'take the secret out of the code first')
      .ended
  }
  const { candidate } = healed.trial
  const fix: Fix = {
    version: 1,
    suture: world.version,
    failure: evidence.failure,
    strategy: candidate.strategy,
    by: candidate.by,
    explanation: world.redactor.redact(
      `${candidate.explanation}${test === undefined ? '' : aboutTest(test, evidence)}`,
    ),
    base: base.commit,
    branch,
    tree: healed.tree,
    patch,
    flags: flagsOf(patch, `${evidence.failure.message}\n${evidence.failure.detail}`),
    unproven,
    ...(evidence.culprit === undefined ? {} : { culprit: evidence.culprit }),
    suspects: evidence.suspects,
    attempts: journal.trials.length,
    usage: journal.usage ?? { calls: 0, tokensIn: 0, tokensOut: 0, cost: 0, candidates: 0, testRuns: 0 },
    ...(healed.alternatives.length === 0 ? {} : { alternatives: redactAll(healed.alternatives, world.redactor) }),
  }
  const files = { 'fix.json': canonicalJson(fix), 'fix.patch': diff }
  const folder = await world.writeBundle(`fix-${fix.failure.fingerprint}`, files)
  journal.fix = fix
  journal.diff = diff
  journal.bundle = { folder, digest: digestOf(files) }
  return {
    outcome: 'proposed',
    reason: `${candidate.strategy}/${candidate.by} after ${counted(journal.trials.length)}`,
    next: 'hand the bundle and its digest to mode verify',
  }
}

function aboutTest({ files }: Patch, { failure }: Evidence): string {
  const names = files.map((file) => file.path).join(', ')
  return ` The new test ${names} failed before with the same ${failure.exception ?? 'error'} in the same function.`
}
