import type { Failure, Sighting, TestCase, TestName } from '../domain.js'
import type { CheckRun } from './lab/lab.js'
import type { Selection } from './runner.js'

/** The failure to heal, as something that can be run: alone if the runner can select it, else within its file or the suite. */
export interface Target {
  readonly failure: Failure
  readonly selection: Selection | Failure
  /** Ids of the failing tests in the runner's report; empty where only the command's exit code or message speaks. */
  readonly ids: readonly string[]
  /** The failing "test" is a whole file that does not load: once mended, its real tests take its place. */
  readonly isLoadFailure: boolean
  /** Whether something that a run reports is this failure. */
  recognises(sighting: Sighting): boolean
}

export type TargetState = 'failing' | 'passing' | 'absent'

/** What a run says of the target. `absent`: it did not run, which is never a pass. */
export function stateOf(target: Target, run: CheckRun): TargetState {
  if (run.timedOut) return 'failing'
  if ('fingerprint' in target.selection) return run.passed ? 'passing' : 'failing'
  if (target.ids.length > 0) return stateByIds(target, run)
  if (run.reading.sightings.some((sighting) => target.recognises(sighting))) return 'failing'
  return run.passed ? 'passing' : 'absent'
}

function stateByIds(target: Target, run: CheckRun): TargetState {
  const statuses = target.ids.map((id) => run.statuses?.get(id))
  if (statuses.some((status) => status === 'failed' || status === 'errored')) return 'failing'
  if (statuses.every((status) => status === 'passed')) return explainsItsExit(run) ? 'passing' : 'failing'
  if (target.isLoadFailure && statuses.every((status) => status === undefined)) {
    const ran = (run.statuses?.size ?? 0) > 0 && explainsItsExit(run)
    return ran && !run.reading.sightings.some((sighting) => target.recognises(sighting)) ? 'passing' : 'failing'
  }
  return explainsItsExit(run) ? 'absent' : 'failing'
}

/** A red exit must come from tests that the report names; otherwise something died after the tests. */
function explainsItsExit(run: CheckRun): boolean {
  if (run.exit === 0) return run.passed
  return [...(run.statuses?.values() ?? [])].some((status) => status === 'failed' || status === 'errored')
}

/** Whether this case is a file's failure to load rather than a test of its own. */
export function isLoadFailure(each: TestCase): boolean {
  // A package of Go that does not build hides its tests behind one of this name.
  if (each.status === 'errored' && each.test.name === '[build failed]') return true
  // pytest's report files a module that could not be collected under no class.
  return namesFile(each.test) || (each.status === 'errored' && /^(pytest)?$/.test(each.test.suite ?? ''))
}

/** Some runners report a file that does not load as one failed test of the file's own name. */
export function namesFile(test: TestName): boolean {
  return /\.([cm]?[jt]sx?|py)$/.test(test.name) && !/\s/.test(test.name)
}

/** The cases of a report that are the failing test: by name, and by suite and file where both sides know them. */
export function casesOf(failure: Pick<Failure, 'test'>, cases: readonly TestCase[]): readonly TestCase[] {
  const wanted = failure.test
  if (wanted === undefined) return []
  const equal = cases.filter((each) => each.test.name === wanted.name)
  const named = equal.length > 0 ? equal : cases.filter((each) => sameName(each, wanted))
  const exact = named.filter(
    (each) => sameTail(each.test.file, wanted.file) && sameSuite(each.test.suite, wanted.suite),
  )
  if (exact.length > 0) return exact
  return named.length === 1 ? named : named.filter((each) => sameTail(each.test.file, wanted.file))
}

/** Some writers print the describe blocks as part of the name, others as the suite. */
function sameName(each: TestCase, wanted: TestName): boolean {
  const joined = (test: TestName): string => words(`${test.suite ?? ''} ${bareName(test)}`)
  return endsWith(joined(each.test), words(bareName(wanted))) || endsWith(joined(wanted), joined(each.test))
}

/** `tests/test_cli.py` on a console is `tests.test_cli` in a report. */
function bareName(test: TestName): string {
  return namesFile(test) ? test.name.replace(/\.[a-z]+$/, '') : test.name
}

/** Whole words only: `networks` does not end with `works`. A name without a letter or digit is no end of anything. */
function endsWith(text: string, end: string): boolean {
  return end !== '' && (text === end || text.endsWith(` ${end}`))
}

function words(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

function sameTail(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return true
  return left === right || left.endsWith(`/${right}`) || right.endsWith(`/${left}`)
}

function sameSuite(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return true
  const [a, b] = [words(left), words(right)]
  return a === '' || b === '' || endsWith(a, b) || endsWith(b, a)
}
