import type { Evidence, Failure, Outcome, Run } from '../../domain.js'
import { createRulesRepairer } from '../../repair/rules/repairer.js'
import { repoPath } from '../../repo-path.js'
import { chanceWords } from '../../triage/chance.js'
import type { CheckRun, Copy } from '../../trial/lab/lab.js'
import { needsOthers } from '../../trial/order.js'
import { type Reproduced, suiteTimeoutSeconds, timeoutFor } from '../../trial/reproduce.js'
import { stateOf } from '../../trial/target.js'
import type { Base } from '../base.js'
import { end, type Journal, type World } from '../world.js'

/** One run of the suite could be luck; a suite of minutes is not run again for this. */
const mostSeconds = 120
/** Running it six times more must not be felt. */
const shortRun = 5
/** Rules give what is likeliest first: a default that is shared between calls is among these or not meant. */
const mostLooked = 120

/** What the failing test's file hangs on beside the code, in words: a hint for people, and a reason to run it more often. */
export async function chanceIn(base: Base, { test }: Failure): Promise<string | undefined> {
  const named = test?.file === undefined ? undefined : repoPath(test.file)
  const file = named !== undefined && 'path' in named ? await base.read(named.path) : undefined
  return test?.file !== undefined && file?.kind === 'text' ? chanceWords(test.file, file.text) : undefined
}

/** Where chance has a say, a few runs that all fail may be luck: it is run twice as often again, where runs are short. */
export async function runOn(
  base: Base,
  copy: Copy,
  found: Reproduced,
  chance: string | undefined,
): Promise<Reproduced> {
  const { target, failing, reproduction } = found
  // Where the other tests decide, runs of both kinds stand there already.
  if (chance === undefined || target === undefined || failing === undefined || found.order !== undefined) return found
  if (failing.timedOut || failing.seconds > shortRun) return found
  const runs = [...reproduction.runs]
  for (let more = 2 * base.lab.plan.confirmations; more > 0; more--) {
    const run = await base.lab.run(copy, target.selection, timeoutFor(target.selection))
    const passed = stateOf(target, run) === 'passing'
    runs.push({ passed, exit: run.exit, seconds: run.seconds })
    if (passed) return flakyAfter(found, runs)
  }
  const why = found.why.replace(/\d+ of \d+ runs failed/, `${runs.length} of ${runs.length} runs failed`)
  return { ...found, reproduction: { ...reproduction, runs }, why }
}

function flakyAfter(found: Reproduced, runs: readonly Run[]): Reproduced {
  const failed = runs.filter((run) => !run.passed).length
  const { target: _, ...rest } = found
  const why = `flaky: ${failed} of ${runs.length} runs failed`
  return { ...rest, reproduction: { ...found.reproduction, runs, verdict: 'flaky' }, why }
}

/** How the other tests decide over the failing one; undefined where they do not. */
export async function dependsOnOthers(
  base: Base,
  copy: Copy,
  found: Reproduced,
  baseline: CheckRun,
): Promise<string | undefined> {
  const { target, reproduction, order } = found
  if (order !== undefined || target === undefined) return order
  const once = needsOthers(target, reproduction.runs, [baseline])
  if (once === undefined || baseline.seconds > mostSeconds) return once
  const again = await base.lab.run(copy, { kind: 'all' }, suiteTimeoutSeconds)
  return needsOthers(target, reproduction.runs, [baseline, again])
}

/**
 * One list for all calls is the code's own mistake, and shows only after another test used it. Of all other state that
 * tests share, the tests have to be mended, and candidates would only move it.
 */
export async function isSharedDefault(world: World, evidence: Evidence): Promise<boolean> {
  let left = mostLooked
  for await (const { by } of createRulesRepairer(world.syntax).propose(evidence, [])) {
    if (by === 'mutable-default') return true
    if (left-- <= 0) break
  }
  return false
}

export function endUnsteady(journal: Journal, order: string): Outcome {
  if (journal.reproduction !== undefined) journal.reproduction = { ...journal.reproduction, verdict: 'flaky' }
  const next = 'have each test make and clear away what it needs; no fix was tried'
  return end('flaky', `flaky: ${order}`, next).ended
}
