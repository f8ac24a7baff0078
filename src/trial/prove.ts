import type { Failure, Patch, Proof, Reproduction, Run, Sighting } from '../domain.js'
import type { Syntax } from '../syntax/open.js'
import { compareRuns } from './compare.js'
import { flapping, leftOut, type Sides, settle, without, worseAfter } from './flapping.js'
import type { CheckRun, Copy, Lab } from './lab/lab.js'
import { secondsFor } from './probe-candidate.js'
import { type Answers, askProbes, doubts, proofOf, unsaid } from './probes/ask.js'
import { type Reproduced, reproduce, suiteTimeoutSeconds, timeoutFor } from './reproduce.js'
import type { Selection } from './runner.js'
import { siblingsOf, stillFailing } from './siblings.js'
import { stateOf, type Target } from './target.js'
import { suiteLimit } from './try-candidate.js'

export interface Proven {
  readonly reproduction: Reproduction
  readonly proof: readonly Proof[]
  /** True where every proof passed. */
  readonly holds: boolean
  /** In a line, for people. */
  readonly reason: string
  readonly notChecked: readonly string[]
  /** What the probes hold against the fix without refusing it. */
  readonly doubts: readonly string[]
}

export interface Probing {
  readonly patch: Patch
  readonly syntax: Syntax
  readonly testText: string
}

/**
 * Proves or refutes a fix from scratch: nothing that the proposer ran or wrote is taken for a fact but the failure's
 * name and the two trees.
 * @param trees `brought`: a test file of the fix that `base` has too, to show the failure there
 * @param unproven the proposer says that the error cannot be reproduced (`proof: suite`): only the suite is asked
 */
export async function prove(
  lab: Lab,
  trees: { readonly base: string; readonly fixed: string; readonly brought?: string },
  failure: Failure,
  recognises: (sighting: Sighting) => boolean,
  unproven: boolean,
  probing?: Probing,
): Promise<Proven> {
  const base = await lab.copyOf(trees.base)
  const before = await reproduce(lab, base, failure, recognises, trees.brought)
  if (before.target === undefined && !(unproven && before.reproduction.verdict === 'not-reproduced')) {
    return failed(
      before.reproduction,
      [count('fails-before', before.reproduction.runs, (run) => !run.passed)],
      before.why,
    )
  }
  const suite = await lab.run(base, { kind: 'all' }, suiteTimeoutSeconds)
  const fixed = await lab.copyOf(trees.fixed)
  const after = before.target === undefined ? undefined : await passesAfter(lab, fixed, before.target)
  const sides = await suitesOf(lab, { base, fixed }, suite, before.target)
  const again = suiteAgain(sides, before.target)
  const without = before.target === undefined ? undefined : await failsAgain(lab, base, before.target)
  const proof = [
    ...(before.target === undefined ? [] : [count('fails-before', before.reproduction.runs, (run) => !run.passed)]),
    ...(after === undefined ? [] : [after]),
    ...again,
    ...(without === undefined ? [] : [without]),
  ]
  // What is refuted already needs no probes.
  const answers =
    probing !== undefined && before.target !== undefined && proof.every((each) => each.passed)
      ? await probe(lab, trees, before.target, sides, probing)
      : undefined
  if (answers !== undefined) proof.push(proofOf(answers))
  const broken = proof.find((each) => !each.passed)
  return {
    reproduction: before.reproduction,
    proof,
    holds: broken === undefined,
    reason: broken === undefined ? summary(proof) : `${broken.check}: ${broken.evidence}`,
    notChecked: [
      ...notChecked(suite, before.target, unproven),
      ...doubtsAbout(before),
      ...(answers === undefined ? [] : unsaid(answers)),
    ],
    doubts: answers === undefined ? [] : doubts(answers),
  }
}

function probe(
  lab: Lab,
  trees: { readonly base: string; readonly fixed: string },
  target: Target,
  sides: Sides,
  probing: Probing,
): Promise<Answers> {
  const seconds = secondsFor('proof', sides.base[0]?.seconds ?? 0)
  return askProbes({ ...probing, lab, trees, target, failure: target.failure, sides, seconds }, 'proof')
}

function failed(reproduction: Reproduction, proof: readonly Proof[], reason: string): Proven {
  return { reproduction, proof, holds: false, reason, notChecked: [], doubts: [] }
}

function count(check: Proof['check'], runs: readonly Run[], good: (run: Run) => boolean): Proof {
  const hits = runs.filter(good).length
  return { check, passed: runs.length > 0 && hits === runs.length, evidence: `${hits}/${runs.length}` }
}

/** The failing test alone, then with its file, as often as asked. */
async function passesAfter(lab: Lab, copy: Copy, target: Target): Promise<Proof> {
  const { confirmations } = lab.plan
  const alone = await passes(lab, copy, target, target.selection)
  const file = fileOf(target.selection)
  const withFile = file === undefined ? undefined : await passes(lab, copy, target, { kind: 'file', file })
  const evidence = `${alone}/${confirmations}${withFile === undefined ? '' : ` alone, ${withFile}/${confirmations} with its file`}`
  return {
    check: 'passes-after',
    passed: alone === confirmations && (withFile ?? confirmations) === confirmations,
    evidence,
  }
}

async function passes(lab: Lab, copy: Copy, target: Target, selection: Selection | Failure): Promise<number> {
  let good = 0
  for (let run = 0; run < lab.plan.confirmations; run++) {
    if (stateOf(target, await lab.run(copy, selection, timeoutFor(selection))) === 'passing') good++
  }
  return good
}

function fileOf(selection: Selection | Failure): string | undefined {
  return 'kind' in selection && selection.kind === 'test' && !('fingerprint' in selection) ? selection.file : undefined
}

/** The whole suite on the fixed tree, as often as asked; both sides more often where a test may only flap. */
async function suitesOf(
  lab: Lab,
  copies: { readonly base: Copy; readonly fixed: Copy },
  before: CheckRun,
  target: Target | undefined,
): Promise<Sides> {
  const base = (): Promise<CheckRun> => lab.run(copies.base, { kind: 'all' }, suiteTimeoutSeconds)
  const after = (): Promise<CheckRun> => evidentRun(lab, copies.fixed, { kind: 'all' }, before)
  const runs: CheckRun[] = []
  for (let run = 0; run < lab.plan.confirmations; run++) runs.push(await after())
  // What does not mend the target is refuted whatever else flaps.
  if (runs.some((run) => targetLost(before, target, run) !== undefined)) return { base: [before], after: runs }
  return settle({ base: [before], after: runs }, { base, after })
}

function suiteAgain(sides: Sides, target: Target | undefined): Proof[] {
  const flaky = flapping(sides)
  const [before] = sides.base
  const last = sides.after.at(-1)
  if (before === undefined || last === undefined) return []
  const missed = sides.after.map((run) => targetLost(before, target, run)).find((each) => each !== undefined)
  const { worse = missed, lost } = worseAfter(sides, flaky)
  const compared = compareRuns(without(before, flaky), without(last, flaky))
  const numbers = compared.knowsTests
    ? `tests passed: ${compared.passedBefore} before, ${compared.passedAfter} after, in each of ${sides.after.length} runs`
    : `exit code ${last.exit} of the whole command, in each of ${sides.after.length} runs`
  const note = leftOut(flaky)
  const noted = (evidence: string): string => (note === undefined ? evidence : `${evidence}; ${note}`)
  const proofs: Proof[] = [
    { check: 'nothing-else-broke', passed: worse === undefined, evidence: noted(worse ?? numbers) },
  ]
  if (compared.knowsTests) {
    const sizes = `tests: ${before.statuses?.size ?? 0} before, ${last.statuses?.size ?? 0} after`
    proofs.unshift({ check: 'no-test-lost', passed: lost === undefined, evidence: lost ?? sizes })
  }
  return proofs
}

/** A runner that dies without its report, where it left one before, says nothing on the fix: it is asked once more. */
async function evidentRun(lab: Lab, copy: Copy, selection: Selection, before: CheckRun): Promise<CheckRun> {
  const run = await lab.run(copy, selection, suiteLimit(before))
  const isMute = before.statuses !== undefined && run.statuses === undefined && !run.timedOut
  return isMute ? lab.run(copy, selection, suiteLimit(before)) : run
}

function targetLost(before: CheckRun, target: Target | undefined, run: CheckRun): string | undefined {
  if (target === undefined || 'fingerprint' in target.selection) return undefined
  if (stateOf(target, run) !== 'passing') return 'the mended test does not pass with the whole suite'
  const left = stillFailing(siblingsOf(target.failure, before), run).length
  return left === 0 ? undefined : `${left} more of the same cause still fail`
}

/** The cause must be the patch: without it the failure is back. */
async function failsAgain(lab: Lab, base: Copy, target: Target): Promise<Proof> {
  const run = await lab.run(base, target.selection, timeoutFor(target.selection))
  const back = stateOf(target, run) === 'failing'
  return { check: 'fails-again-without', passed: back, evidence: back ? '1/1' : 'it passed without the patch' }
}

function summary(proof: readonly Proof[]): string {
  const evidence = (check: string): string => proof.find((each) => each.check === check)?.evidence ?? 'not run'
  return `failed before ${evidence('fails-before')}, passes after ${evidence('passes-after')}`
}

function notChecked(suite: CheckRun, target: Target | undefined, unproven: boolean): string[] {
  const list: string[] = []
  const known = new Set([...(target?.ids ?? []), ...(target === undefined ? [] : siblingsOf(target.failure, suite))])
  const failing = [...(suite.statuses ?? [])].filter(([, status]) => status === 'failed' || status === 'errored')
  const others = failing.filter(([id]) => !known.has(id)).length
  if (unproven) list.push('the production error was not reproduced; only the test suite was run')
  if (suite.statuses === undefined) list.push('the test command names no tests: only its exit code was compared')
  if (others > 0)
    list.push(
      `${others === 1 ? 'one other test, which fails' : `${others} other tests, which fail`} on the base commit too`,
    )
  return list
}

/** A replay may fail for a reason of its own: its output should show the error that production showed. */
function doubtsAbout({ target, failing }: Reproduced): string[] {
  if (target === undefined || failing === undefined || !('fingerprint' in target.selection)) return []
  const { exception, message } = target.failure
  const signs = [exception, message].filter((sign): sign is string => sign !== undefined && sign !== '')
  if (signs.length === 0 || signs.some((sign) => failing.output.includes(sign))) return []
  return [`that the replay fails with the same error: its output does not show ${signs[0]}`]
}
