import { blamed } from '../culprit/blame.js'
import type { Evidence, Failure, Fix, Outcome, Sighting } from '../domain.js'
import { enriched } from '../evidence/enriched.js'
import { gather } from '../evidence/gather.js'
import type { Inputs } from '../inputs.js'
import type { History } from '../ports.js'
import { isSameFailure } from '../triage/same-failure.js'
import { flagsOf } from '../trial/conduct.js'
import type { CheckRun } from '../trial/lab.js'
import { type Reproduced, reproduce, suiteTimeoutSeconds } from '../trial/reproduce.js'
import type { Target } from '../trial/target.js'
import type { Bench } from '../trial/try-candidate.js'
import { type Base, openBase } from './base.js'
import { canonicalJson, digestOf } from './bundle.js'
import { culpritOf, type FoundCulprit } from './culprit.js'
import { environmentEnding, see } from './diagnose.js'
import { openLibrary } from './library.js'
import { limitsOf } from './limits.js'
import { counted, type Healed, search } from './search.js'
import { end, type Journal, type Step, type World } from './world.js'

/** Finds a fix and leaves it as a fix bundle. Holds the model's key, never a write token. */
export async function propose(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  const seen = await see(world, inputs, journal)
  return 'ended' in seen ? seen.ended : proposeFor(world, inputs, journal, seen.value)
}

/** The same for a failure that is chosen already. */
export async function proposeFor(world: World, inputs: Inputs, journal: Journal, failure: Failure): Promise<Outcome> {
  world.log.info(`failure ${failure.fingerprint}: ${failure.title}`)
  const environment = environmentEnding(failure)
  if ('ended' in environment) return environment.ended
  const base = await openBase(world, inputs)
  if ('ended' in base) return base.ended
  if (base.value.branch === undefined) {
    return end('error-config', 'which branch should the fix target? the checkout is on none', 'give the input base')
      .ended
  }
  return mend(world, inputs, journal, failure, base.value, base.value.branch)
}

async function mend(
  world: World,
  inputs: Inputs,
  journal: Journal,
  failure: Failure,
  base: Base,
  branch: string,
): Promise<Outcome> {
  const copy = await base.lab.copyOf(base.commit)
  const same = (sighting: Sighting): boolean => isSameFailure(failure, sighting)
  const found = await world.log.group('reproduce the failure on a clean copy', async () => {
    const result = await reproduce(base.lab, copy, failure, same)
    world.log.info(result.why)
    return result
  })
  journal.reproduction = found.reproduction
  const target = targetOrEnding(found, failure, inputs)
  if ('ended' in target) return target.ended
  const baseline = await base.lab.run(copy, { kind: 'all' }, suiteTimeoutSeconds)
  const failing = found.failing ?? baseline
  const scope = { root: copy.root, files: new Set<string>(base.files) }
  const told = enriched(failure, world.redactor.redact(failing.output), scope)
  const timeoutSeconds = candidateLimit(failing)
  const history = await world.history(inputs)
  const origin =
    target.value &&
    (await culpritOf(world, inputs, base, history, { failure, target: target.value, failing, timeoutSeconds }))
  const gathered = await gatherEvidence(world, inputs, base, { failure: told, run: failing, origin })
  const evidence = await withBlame(world, base, history, gathered)
  journal.suspects = evidence.suspects
  if (evidence.culprit !== undefined) journal.culprit = evidence.culprit
  const bench: Bench = {
    repository: base.repository,
    lab: base.lab,
    base: base.commit,
    target: target.value,
    baseline,
    moreBaselines: [],
    copy,
    limits: limitsOf(inputs),
    timeoutSeconds,
    syntax: world.syntax,
    hangs: (found.failing ?? baseline).timedOut,
    read: base.read,
    redact: world.redactor.redact,
  }
  const searched = await search(
    world,
    inputs,
    journal,
    bench,
    evidence,
    await openLibrary(world, base, evidence.culprit),
  )
  if ('ended' in searched) return searched.ended
  return leaveBundle(world, journal, base, branch, { evidence, unproven: target.value === undefined }, searched.value)
}

function targetOrEnding(found: Reproduced, failure: Failure, inputs: Inputs): Step<Target | undefined> {
  const { verdict } = found.reproduction
  if (found.target !== undefined) return { value: found.target }
  if (verdict === 'flaky') return end('flaky', found.why, 'mend the test first; no fix was tried')
  const isProduction = failure.test === undefined && inputs.reproduceCommand === undefined
  if (!isProduction)
    return end(
      'not-reproduced',
      found.why,
      'check that the commit, the test command and the environment are those that failed',
    )
  if (inputs.proof === 'suite') return { value: undefined }
  return end(
    'diagnosed',
    'the error could not be reproduced, so no fix can be proven',
    'give reproduce-command, or proof: suite for an unproven draft',
  )
}

interface Known {
  readonly failure: Failure
  readonly run: CheckRun
  readonly origin: FoundCulprit | undefined
}

async function gatherEvidence(
  world: World,
  inputs: Inputs,
  base: Base,
  { failure, run, origin }: Known,
): Promise<Evidence> {
  return gather({
    failure,
    repository: base.repository,
    base: base.commit,
    files: base.files,
    syntax: world.syntax,
    output: run.output,
    instructions: inputs.instructions ?? '',
    redact: world.redactor.redact,
    ...(origin === undefined ? {} : { culprit: origin.culprit, culpritFiles: origin.files }),
  })
}

/** A hint for people where no commit was found by running it. */
async function withBlame(world: World, base: Base, history: History, evidence: Evidence): Promise<Evidence> {
  if (evidence.culprit !== undefined) return evidence
  const culprit = await blamed({ history, repository: base.repository }, base.commit, evidence)
  if (culprit === undefined) return evidence
  world.log.info(`last changed in ${culprit.commit.slice(0, 7)} (${culprit.how}): ${culprit.subject}`)
  return { ...evidence, culprit: { ...culprit, subject: world.redactor.redact(culprit.subject) } }
}

async function leaveBundle(
  world: World,
  journal: Journal,
  base: Base,
  branch: string,
  context: { readonly evidence: Evidence; readonly unproven: boolean },
  healed: Healed,
): Promise<Outcome> {
  const { evidence, unproven } = context
  if (world.redactor.redact(healed.diff) !== healed.diff) {
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
    explanation: world.redactor.redact(candidate.explanation),
    base: base.commit,
    branch,
    tree: healed.tree,
    patch: healed.patch,
    flags: flagsOf(healed.patch, `${evidence.failure.message}\n${evidence.failure.detail}`),
    unproven,
    ...(evidence.culprit === undefined ? {} : { culprit: evidence.culprit }),
    suspects: evidence.suspects,
    attempts: journal.trials.length,
    usage: journal.usage ?? { calls: 0, tokensIn: 0, tokensOut: 0, cost: 0, candidates: 0, testRuns: 0 },
  }
  const files = { 'fix.json': canonicalJson(fix), 'fix.patch': healed.diff }
  const folder = await world.writeBundle(`fix-${fix.failure.fingerprint}`, files)
  journal.fix = fix
  journal.diff = healed.diff
  journal.bundle = { folder, digest: digestOf(files) }
  return {
    outcome: 'proposed',
    reason: `${candidate.strategy}/${candidate.by} after ${counted(journal.trials.length)}`,
    next: 'hand the bundle and its digest to mode verify',
  }
}

/** Ten times the failing run, so that a slow machine is not taken for a hang; where it hangs itself, a mended one will not. */
function candidateLimit(run: CheckRun): number {
  return run.timedOut ? 30 : Math.max(20, Math.ceil(run.seconds * 10))
}
