import type { Failure, Reproduction, Run, Sighting } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { canBePassed } from './command/shell.js'
import type { CheckRun, Copy, Lab } from './lab/lab.js'
import type { CheckedFailure } from './lab/replay.js'
import { type Asked, orderWords } from './order.js'
import type { Selection } from './runner.js'
import { runners } from './runners/all.js'
import { casesOf, isLoadFailure, namesFile, stateOf, type Target } from './target.js'

export interface Reproduced {
  readonly reproduction: Reproduction
  /** Where it was reproduced. */
  readonly target?: Target | undefined
  /** The last failing run: its output is evidence. */
  readonly failing?: CheckRun
  /** In a line, for people. */
  readonly why: string
  /** How the other tests decide over this one, in words; absent where they do not. */
  readonly order?: string
}

/** Ten minutes: a suite that takes longer needs a selection, and a hang must not eat the whole budget. */
export const suiteTimeoutSeconds = 600
/** What hung once is given less time to hang again. */
const hangTimeoutSeconds = 60

/** One test or one replay is short; what takes longer than this hangs. */
export function timeoutFor(selection: Selection | Failure): number {
  if ('fingerprint' in selection || selection.kind === 'test') return 120
  return selection.kind === 'file' ? 300 : suiteTimeoutSeconds
}

/**
 * Makes the failure happen on the base commit, `confirmations` times: alone where the runner can select it, else within
 * its file, else within the whole suite.
 * @param brought a test file that was written to show it
 */
export async function reproduce(
  lab: Lab,
  copy: Copy,
  failure: Failure,
  recognises: (sighting: Sighting) => boolean,
  brought?: string,
): Promise<Reproduced> {
  const runs: Run[] = []
  const passed: Asked[] = []
  for (const selection of [...(await checksOf(failure, lab)), ...selectionsFor(failure, lab, brought)]) {
    const tried = await attempt(lab, copy, failure, selection, recognises)
    if ('target' in tried) return withOrder(tried, selection, passed)
    runs.push(...tried.runs)
    if (tried.ran) passed.push({ selection, runs: tried.runs })
  }
  return { reproduction: finish(lab, failure, runs, 'not-reproduced'), why: whyNot(runs) }
}

/**
 * One selection, until it failed often enough. Failing and passing runs mixed are flaky, whichever came first; where
 * it only passes, or the test does not run, a wider selection may tell more.
 */
async function attempt(
  lab: Lab,
  copy: Copy,
  failure: Failure,
  selection: Selection | Failure,
  recognises: (sighting: Sighting) => boolean,
): Promise<
  (Reproduced & { readonly target: Target | undefined }) | { readonly runs: readonly Run[]; readonly ran: boolean }
> {
  const runs: Run[] = []
  let ran = true
  let target: Target | undefined
  let failing: CheckRun | undefined
  while (runs.length < lab.plan.confirmations) {
    const run = await lab.run(copy, selection, failing?.timedOut ? hangTimeoutSeconds : timeoutFor(selection))
    const seen = target ?? targetFrom(failure, selection, run, recognises)
    const state = isOtherHang(seen, run) || isOtherRed(seen, run) ? 'absent' : stateOf(seen, run)
    // Red for another reason is no failure of this one once it was seen.
    const passed = state === 'absent' && target === undefined ? run.passed : state !== 'failing'
    runs.push({ ...plain(run), passed })
    ran &&= state === 'passing'
    if (state === 'failing') {
      target = seen
      failing = run
    } else if (state === 'absent' || ('command' in selection && target === undefined)) break
  }
  if (target === undefined || failing === undefined) return { runs, ran }
  const failed = runs.filter((run) => !run.passed).length
  const count = `${failed} of ${runs.length} runs failed`
  if (failed < runs.length) {
    return { reproduction: finish(lab, selection, runs, 'flaky'), target: undefined, failing, why: `flaky: ${count}` }
  }
  const by = 'command' in selection ? ` (check: ${selection.command})` : ''
  return { reproduction: finish(lab, selection, runs, 'reproduced'), target, failing, why: `reproduced: ${count}${by}` }
}

/** The same with what narrower selections told, where the failing test ran and passed in one. */
function withOrder(tried: Reproduced, selection: Selection | Failure, passed: readonly Asked[]): Reproduced {
  const { runs, verdict } = tried.reproduction
  const [narrow] = passed
  if (narrow === undefined || verdict !== 'reproduced') return tried
  const order = orderWords(narrow, { selection, runs })
  const all = [...passed.flatMap((one) => one.runs), ...runs]
  return { ...tried, reproduction: { ...tried.reproduction, runs: all }, order, why: `${tried.why}; ${order}` }
}

/** What shows a failure that is no test's: a replay that the user gives comes before every check. */
async function checksOf(failure: Failure, lab: Lab): Promise<readonly CheckedFailure[]> {
  if (failure.test !== undefined || lab.plan.reproduceCommand !== undefined) return []
  return (await lab.checksFor(failure)).map(({ command }) => ({ ...failure, command }))
}

function* selectionsFor(failure: Failure, lab: Lab, brought?: string): Iterable<Selection | Failure> {
  const { test } = failure
  if (test === undefined && lab.plan.reproduceCommand !== undefined) {
    yield failure
    return
  }
  const knowsRunner = lab.plan.runner !== 'command'
  const runner = runners.find(({ name }) => name === lab.plan.runner)
  const wanted = test?.file ?? brought ?? testFileIn(failure)
  const file = wanted !== undefined && canBePassed(wanted) ? wanted : undefined
  const isSpeakable = test !== undefined && canBePassed(test.name) && canBePassed(test.suite ?? '')
  const isFound = file !== undefined || (runner?.namesSuffice === true && !standsForSuite(test))
  if (isSpeakable && knowsRunner && isFound && !namesFile(test)) yield { kind: 'test', test, file }
  if (knowsRunner && file !== undefined && runner?.noFiles !== true) yield { kind: 'file', file }
  yield { kind: 'all' }
}

/** Some reports do not say where a test stands: its outermost frame in a test file does, and a wrong guess runs nothing. */
function testFileIn({ frames, location }: Failure): string | undefined {
  const own = frames.findLast((frame) => frame.inRepository && isTestFile(frame.file))?.file
  return own ?? (location !== undefined && isTestFile(location.file) ? location.file : undefined)
}

/** Some readers give what fails outside of its tests a name that no runner knows: `[build failed]`. */
function standsForSuite(test: { readonly name: string } | undefined): boolean {
  return test?.name.startsWith('[') === true
}

/** A run that is cut off names no failure: it is this one only where the failure is that something never ends. */
function isOtherHang({ failure, ids }: Target, run: CheckRun): boolean {
  return run.timedOut && ids.length === 0 && failure.kind !== 'timeout' && failure.kind !== 'crash'
}

/** A check may be red for a reason of its own: it is this failure where it says the same, or speaks of the same file. */
function isOtherRed({ failure, selection, recognises }: Target, run: CheckRun): boolean {
  if (!('command' in selection) || run.passed) return false
  if (run.exit === 126 || run.exit === 127) return true
  const { sightings } = run.reading
  if (sightings.some(recognises)) return false
  const file = failure.location?.file
  if (file === undefined) return sightings.every((one) => one.kind !== failure.kind)
  const isPlain = sightings.every((one) => one.location === undefined) && run.output.includes(file)
  return !isPlain && !sightings.some((one) => one.location?.file === file)
}

function targetFrom(
  failure: Failure,
  selection: Selection | Failure,
  run: CheckRun,
  recognises: (sighting: Sighting) => boolean,
): Target {
  const cases = casesOf(failure, run.reading.cases)
  const failing = cases.filter((each) => each.status === 'failed' || each.status === 'errored')
  const bySighting = failing.length > 0 ? [] : sightedCases(run, recognises)
  const targets = failing.length > 0 ? failing : cases.length > 0 ? cases : bySighting
  return {
    failure,
    selection,
    ids: targets.map((each) => each.id),
    isLoadFailure: targets.length > 0 && targets.every(isLoadFailure),
    recognises,
  }
}

/** A failure known by its trace alone may be what some test of the suite dies of. */
function sightedCases(run: CheckRun, recognises: (sighting: Sighting) => boolean): CheckRun['reading']['cases'] {
  const names = run.reading.sightings.filter(recognises).map((sighting) => sighting.test?.name)
  return run.reading.cases.filter((each) => each.status !== 'passed' && names.includes(each.test.name))
}

function plain(run: CheckRun): Run {
  return { passed: run.passed, exit: run.exit, seconds: run.seconds }
}

function finish(
  lab: Lab,
  shown: Selection | CheckedFailure | Failure,
  runs: readonly Run[],
  verdict: Reproduction['verdict'],
): Reproduction {
  if ('command' in shown) return { command: shown.command, runs, verdict }
  const replays = 'fingerprint' in shown && shown.test === undefined && lab.plan.reproduceCommand !== undefined
  return { command: replays ? (lab.plan.reproduceCommand ?? '') : lab.plan.testCommand, runs, verdict }
}

function whyNot(runs: readonly Run[]): string {
  const last = runs.at(-1)
  if (last === undefined) return 'nothing could be run'
  if (last.exit === 126 || last.exit === 127)
    return `the command was not found or could not be started (exit code ${last.exit})`
  return last.passed
    ? 'the tests pass on the base commit'
    : 'the tests fail on the base commit, but not with this failure'
}
