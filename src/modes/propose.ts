import { blamed } from '../culprit/blame.js'
import type { CoveredTest, Evidence, Failure, FailureKind, Outcome, Sighting } from '../domain.js'
import { enriched } from '../evidence/enriched.js'
import { gather } from '../evidence/gather.js'
import type { Inputs } from '../inputs.js'
import type { History } from '../ports.js'
import type { ModelRepairer } from '../repair/model/repairer.js'
import { deploymentWords, occurrenceWords } from '../report/occurrence-chart.js'
import { isSameFailure } from '../triage/same-failure.js'
import type { CheckRun, Copy } from '../trial/lab/lab.js'
import { type Reproduced, reproduce, suiteTimeoutSeconds } from '../trial/reproduce.js'
import type { Bench } from '../trial/try-candidate.js'
import { type Base, openBase } from './base.js'
import { environmentEnding, see } from './diagnose.js'
import { limitsOf } from './limits.js'
import { culpritOf, type FoundCulprit } from './proposing/culprit.js'
import { leaveBundle } from './proposing/leave-bundle.js'
import { modelFor } from './proposing/model.js'
import { type Brought, bringTest, onBrought } from './proposing/regression.js'
import { search, usageOf } from './proposing/search.js'
import { siteOf } from './proposing/site.js'
import { spectrumOf } from './proposing/spectrum.js'
import { targetOrEnding } from './proposing/target.js'
import { chanceIn, dependsOnOthers, endUnsteady, isSharedDefault, runOn } from './proposing/unsteady.js'
import { needsTest } from './regression-base.js'
import { end, type Journal, type World } from './world.js'

/** Finds a fix and leaves it as a fix bundle. Holds the model's key, never a write token. */
export async function propose(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  const seen = await see(world, inputs, journal)
  return 'ended' in seen ? seen.ended : proposeFor(world, inputs, journal, seen.value)
}

/** The same for a failure that is chosen already. */
export async function proposeFor(world: World, inputs: Inputs, journal: Journal, failure: Failure): Promise<Outcome> {
  // Passed over where others can mend it; alone it would be a run that cannot do anything.
  if (inputs.strategies.every((strategy) => strategy === 'model') && world.model(inputs) === undefined) {
    const reason = 'strategies: model alone, and no model or no api-key is given'
    return end('error-config', reason, 'give both, or add the strategies rules and search').ended
  }
  world.log.info(`failure ${failure.fingerprint}: ${failure.title}`)
  const environment = environmentEnding(failure)
  if ('ended' in environment) return environment.ended
  const base = await openBase(world, inputs, undefined, { failure })
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
  const chance = await chanceIn(base, failure)
  const found = await world.log.group('reproduce the failure on a clean copy', async () => {
    const result = await runOn(base, copy, await reproduce(base.lab, copy, failure, same), chance)
    world.log.info(result.why)
    if (chance !== undefined) world.log.info(`a hint: ${chance}`)
    return result.target === undefined && chance !== undefined ? { ...result, why: `${result.why}; ${chance}` } : result
  })
  const model = await modelFor(world, inputs, base, () => journal.culprit)
  const asked = await askForTest(world, inputs, journal, base, { failure, found, copy, model })
  const brought = asked !== undefined && 'test' in asked ? asked : undefined
  const shown = brought ?? { found, copy, tree: base.commit }
  journal.reproduction = shown.found.reproduction
  const none = asked !== undefined && 'none' in asked ? asked.none : undefined
  const target = targetOrEnding(shown.found, failure, inputs, none)
  if ('ended' in target) {
    if (model !== undefined) journal.usage = usageOf(model, [], base.lab)
    return target.ended
  }
  const baseline = await base.lab.run(shown.copy, { kind: 'all' }, suiteTimeoutSeconds)
  const order = await dependsOnOthers(base, shown.copy, shown.found, baseline)
  if (order !== undefined) world.log.info(order)
  const failing = shown.found.failing ?? baseline
  const scope = { root: shown.copy.root, files: new Set<string>(base.files) }
  const told = enriched(failure, world.redactor.redact(failing.output), scope)
  const timeoutSeconds = candidateLimit(failing, failure.kind)
  const history = await world.history(inputs)
  // Older commits do not have the test: nothing could be bisected with it.
  const origin =
    target.value && !brought && order === undefined
      ? await culpritOf(world, inputs, base, history, { failure, target: target.value, failing, timeoutSeconds })
      : undefined
  const spectrum = target.value
    ? await spectrumOf(world, inputs, base, { failure: told, target: target.value, failing, baseline })
    : []
  const gathered = await gatherEvidence(world, inputs, base, { failure: told, run: failing, origin, spectrum })
  const evidence = await withBlame(world, base, history, gathered)
  if (order !== undefined && !(await isSharedDefault(world, evidence))) {
    journal.suspects = evidence.suspects
    return endUnsteady(journal, order)
  }
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
    hangs: failing.timedOut,
    read: base.read,
    redact: world.redactor.redact,
  }
  if (brought?.fix !== undefined) journal.earlier ??= brought.fix
  const tested = brought === undefined ? bench : onBrought(bench, brought)
  const site = await siteOf(world, base, { bench, evidence, failing })
  const searched = await search(world, inputs, journal, tested, evidence, { model, site })
  if ('ended' in searched) return searched.ended
  const context = { evidence, unproven: target.value === undefined, test: brought?.test }
  return leaveBundle(world, journal, base, branch, context, searched.value)
}

/** An error of production that nothing replays: the model is asked for a test that does, before anything is mended. */
async function askForTest(
  world: World,
  inputs: Inputs,
  journal: Journal,
  base: Base,
  about: {
    readonly failure: Failure
    readonly found: Reproduced
    readonly copy: Copy
    readonly model: ModelRepairer | undefined
  },
): Promise<Brought | { readonly none: string } | undefined> {
  const { failure, found, copy, model } = about
  if (found.reproduction.verdict !== 'not-reproduced' || model === undefined || !needsTest(failure, inputs))
    return undefined
  return world.log.group('show the error by a regression test', async () => {
    const run = await base.lab.run(copy, { kind: 'all' }, suiteTimeoutSeconds)
    const evidence = await gatherEvidence(world, inputs, base, { failure, run })
    const brought = await bringTest(world, inputs, journal, base, model, evidence)
    if ('none' in brought) world.log.info(`no regression test: ${brought.none}`)
    return brought
  })
}

/** When an error of production came up, ahead of what the run printed: it says which change to look at. */
function seenWords({ test, occurrences }: Failure): string {
  if (test !== undefined || occurrences.first === undefined) return ''
  const rising = occurrences.spike ? ['the rate rose sharply'] : []
  const since = deploymentWords(occurrences)
  return `[seen ${[occurrenceWords(occurrences), ...rising, ...(since === '' ? [] : [since])].join('; ')}]\n`
}

interface Known {
  readonly failure: Failure
  readonly run: CheckRun
  readonly origin?: FoundCulprit | undefined
  readonly spectrum?: readonly CoveredTest[]
}

async function gatherEvidence(
  world: World,
  inputs: Inputs,
  base: Base,
  { failure, run, origin, spectrum }: Known,
): Promise<Evidence> {
  return gather({
    failure,
    repository: base.repository,
    base: base.commit,
    files: base.files,
    syntax: world.syntax,
    output: `${seenWords(failure)}${run.output}`,
    instructions: inputs.instructions ?? '',
    redact: world.redactor.redact,
    ...(spectrum === undefined ? {} : { spectrum }),
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

/**
 * Ten times the failing run, so that a slow machine is not taken for a hang; where it hangs itself, a mended one will not.
 * A build that broke off says nothing about how long the rest of it takes.
 */
function candidateLimit(run: CheckRun, kind: FailureKind): number {
  if (run.timedOut) return 30
  return Math.max(kind === 'build' ? 300 : 20, Math.ceil(run.seconds * 10))
}
