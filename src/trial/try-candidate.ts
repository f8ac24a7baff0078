import type { Candidate, Patch, RepoPath, Trial, Verdict, VerdictName } from '../domain.js'
import type { Repository } from '../ports.js'
import type { Syntax } from '../syntax/open.js'
import { brokeLoudly } from './compare.js'
import { cheatOf } from './conduct.js'
import { flapping, type Sides, settle, without, worseAfter } from './flapping.js'
import type { CheckRun, Copy, Lab } from './lab/lab.js'
import { type Least, leastPatch } from './minimal.js'
import { applyEdits, type BaseFile } from './patch/apply.js'
import { type Limits, refusalOf } from './patch/policy.js'
import { probeCandidate } from './probe-candidate.js'
import { type Answers, against } from './probes/ask.js'
import { neighboursOf, siblingsOf, stillFailing } from './siblings.js'
import { stateOf, type Target } from './target.js'

/** What every candidate of one failure is tried on. */
export interface Bench {
  readonly repository: Repository
  readonly lab: Lab
  readonly base: string
  /** Undefined where the failure cannot be reproduced and only the suite speaks (`proof: suite`). */
  readonly target: Target | undefined
  /** The whole suite on the base commit. */
  readonly baseline: CheckRun
  /** Further runs of the suite on the base, made where a test may only flap; shared by all candidates. */
  readonly moreBaselines: CheckRun[]
  /** A copy of the base that candidates are written into and taken out of again. */
  readonly copy: Copy
  readonly limits: Limits
  /** Ten times the measured failing run, so that a hang is cut and a slow machine is not. */
  readonly timeoutSeconds: number
  /** Without it no probe is asked. */
  readonly syntax?: Syntax
  /** A regression test that the base of this bench has already: an answer that writes it anew means the same one. */
  readonly brings?: ReadonlySet<string>
  /** The failing run did not end by itself. */
  readonly hangs?: boolean
  read(path: RepoPath): Promise<BaseFile>
  redact(text: string): string
}

export interface Tried {
  readonly trial: Trial
  /** Only where the verdict is `healed`. */
  readonly healed?: { readonly patch: Patch; readonly tree: string; readonly diff: string; readonly answers?: Answers }
}

/** Tries one candidate: fits, allowed, honest, mends the failure, and breaks nothing else. */
export async function tryCandidate(bench: Bench, candidate: Candidate, now: () => number): Promise<Tried> {
  const started = now()
  const done = (verdict: Verdict, diff = ''): Tried => ({
    trial: { candidate, verdict, diff, seconds: (now() - started) / 1000 },
  })
  const edits = candidate.edits.filter(({ path, search }) => search !== '' || bench.brings?.has(path) !== true)
  // To a formatter white space is all there is.
  const layoutCounts = bench.target !== undefined && 'command' in bench.target.selection
  const applied = await applyEdits(edits, bench.read, layoutCounts)
  if (applied.kind === 'misfit') return done(verdict('did-not-apply', applied.why))
  if (applied.kind === 'refused') return done(verdict('not-allowed', `${applied.rule}: ${applied.why}`))
  const { patch } = applied
  const refused = refusalOf(patch, bench.limits)
  if (refused !== undefined) return done(verdict('not-allowed', `${refused.rule}: ${refused.why}`))
  const cheat = cheatOf(patch, bench.target?.failure)
  if (cheat !== undefined) return done(verdict('cheated', `${cheat.rule}: ${cheat.why}`))

  const made = await treeOf(bench, patch)
  const narrow = bench.target && (await tryNarrow(bench, bench.target, patch))
  if (narrow !== undefined) return done(narrow, made.diff)
  const least = isWholeAnswer(bench.target, candidate) ? undefined : await withoutTheUnneeded(bench, candidate, patch)
  if (least !== undefined) {
    const smaller = await treeOf(bench, least.patch)
    const judged = await judge(bench, candidate, least.patch, smaller.tree)
    const parts = least.taken === 1 ? 'a part' : `${least.taken} parts`
    if (judged.verdict.verdict === 'healed')
      return healed(done, `${judged.verdict.why}; ${parts} that the failing test does not need went out`, {
        ...judged.answers,
        patch: least.patch,
        ...smaller,
      })
  }
  const judged = await judge(bench, candidate, patch, made.tree)
  if (judged.verdict.verdict !== 'healed') return done(judged.verdict, made.diff)
  return healed(done, judged.verdict.why, { ...judged.answers, patch, ...made })
}

/** What a rule makes for a check that has to be green as a whole has no part that can go. */
function isWholeAnswer(target: Target | undefined, { strategy }: Candidate): boolean {
  return strategy === 'rules' && target !== undefined && 'command' in target.selection
}

function healed(
  done: (verdict: Verdict, diff: string) => Tried,
  why: string,
  what: NonNullable<Tried['healed']>,
): Tried {
  return { ...done(verdict('healed', why), what.diff), healed: what }
}

async function treeOf(bench: Bench, patch: Patch): Promise<{ readonly tree: string; readonly diff: string }> {
  const tree = await bench.repository.writeTree(bench.base, patch)
  return { tree, diff: await bench.repository.diff(bench.base, tree) }
}

/** The patch without what the failing test does not notice, or undefined where all of it is needed. */
async function withoutTheUnneeded(bench: Bench, { strategy }: Candidate, patch: Patch): Promise<Least | undefined> {
  const { target, syntax } = bench
  if (target === undefined || syntax === undefined) return undefined
  const least = await leastPatch(
    patch,
    syntax,
    strategy === 'model',
    async (each) => (await tryNarrow(bench, target, each)) === undefined,
  )
  if (least.taken === 0 || refusalOf(least.patch, bench.limits) !== undefined) return undefined
  // What is left of an honest patch may be its silencing alone.
  return cheatOf(least.patch, target.failure) === undefined ? least : undefined
}

/** The whole suite, then the probes. */
async function judge(
  bench: Bench,
  candidate: Candidate,
  patch: Patch,
  tree: string,
): Promise<{ readonly verdict: Verdict; readonly answers?: { readonly answers: Answers } }> {
  const wide = await tryWide(bench, candidate, tree)
  if ('verdict' in wide) return { verdict: wide }
  const answers = bench.syntax && (await probeCandidate(bench, bench.syntax, { patch, tree, sides: wide }))
  if (answers?.value === 'refused')
    return { verdict: verdict('not-allowed', bench.redact(`probe ${against(answers) ?? ''}`)) }
  const good = verdict('healed', 'the failure is gone and nothing else broke')
  return { verdict: good, ...(answers === undefined ? {} : { answers: { answers } }) }
}

function verdict(name: VerdictName, why: string, output = ''): Verdict {
  return { verdict: name, why, output }
}

/** The failing test alone, in the copy that candidates share. Undefined means that it passes. */
async function tryNarrow(bench: Bench, target: Target, patch: Patch): Promise<Verdict | undefined> {
  await bench.lab.write(bench.copy, patch)
  try {
    const run = await bench.lab.run(bench.copy, target.selection, bench.timeoutSeconds)
    const state = stateOf(target, run)
    if (state === 'passing') return undefined
    const why = state === 'absent' ? 'the failing test did not run' : whyStillFailing(bench, run)
    return verdict('still-failing', why, bench.redact(tail(run.output)))
  } finally {
    await bench.lab.write(bench.copy, patch, 'undo')
  }
}

export function whyStillFailing(bench: Bench, run: CheckRun): string {
  if (run.timedOut) return `still running after ${bench.timeoutSeconds} s`
  const sighting = run.reading.sightings[0]
  const message = sighting === undefined ? `exit code ${run.exit}` : sighting.message
  return bench.redact(message.slice(0, 300))
}

/** The whole suite, from a clean checkout of the very tree that would be published; both sides of it where all is well. */
async function tryWide(bench: Bench, candidate: Candidate, tree: string): Promise<Verdict | Sides> {
  const { target } = bench
  const copy = await bench.lab.copyOf(tree)
  try {
    const run = await bench.lab.run(copy, { kind: 'all' }, suiteLimit(bench.baseline))
    const { sides, suite, before, lost, worse = lost } = await settled(bench, copy, run)
    if (lost !== undefined && !brokeLoudly(before, suite))
      return verdict('cheated', bench.redact(`test-ids-lost: ${lost}`), bench.redact(tail(suite.output)))
    if (worse !== undefined) return verdict('broke-others', bench.redact(worse), bench.redact(tail(suite.output)))
    const others = candidate.strategy === 'search' ? neighboursOf : siblingsOf
    const left = target === undefined ? [] : stillFailing(others(target.failure, before), suite)
    if (left.length > 0) return verdict('still-failing', `mends one test and not ${left.length} more that belong to it`)
    if (target === undefined) return sides
    const replays = 'fingerprint' in target.selection
    const last = replays ? await bench.lab.run(copy, target.selection, bench.timeoutSeconds) : suite
    return stateOf(target, last) === 'passing' ? sides : verdict('flaky', 'passes alone and not with the others')
  } finally {
    await bench.lab.discard(copy)
  }
}

/** The candidate's run beside the base's, without the tests that flap on the base. */
async function settled(bench: Bench, copy: Copy, suite: CheckRun) {
  const again = {
    async base() {
      const other = await bench.lab.copyOf(bench.base)
      const run = await bench.lab.run(other, { kind: 'all' }, suiteLimit(bench.baseline))
      await bench.lab.discard(other)
      bench.moreBaselines.push(run)
      return run
    },
    after: () => bench.lab.run(copy, { kind: 'all' }, suiteLimit(bench.baseline)),
  }
  const base = [bench.baseline, ...bench.moreBaselines]
  // Most candidates break what never flaps: the base is asked again only for those that may be right.
  const isHopeless = suite.timedOut || isMissed(bench.target, suite)
  const sides = isHopeless ? { base, after: [suite] } : await settle({ base, after: [suite] }, again)
  const flaky = flapping(sides)
  return { sides, suite: without(suite, flaky), before: without(bench.baseline, flaky), ...worseAfter(sides, flaky) }
}

function isMissed(target: Target | undefined, suite: CheckRun): boolean {
  return target !== undefined && !('fingerprint' in target.selection) && stateOf(target, suite) !== 'passing'
}

/** Ten times the baseline and never under a minute: a limit for hangs, not a stopwatch. */
export function suiteLimit(baseline: { readonly seconds: number }): number {
  return Math.max(60, Math.ceil(baseline.seconds * 10))
}

/** The end of an output says what failed. */
function tail(output: string): string {
  return output.length > 8000 ? `…${output.slice(-8000)}` : output
}
