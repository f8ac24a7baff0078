import type { Reading, Run, TestStatus } from '../../domain.js'
import type { SandboxResult } from '../../ports.js'

/** One run of a check, with all that it said. */
export interface CheckRun extends Run {
  readonly timedOut: boolean
  /** Of the runner's own report where there is one, else of what it printed. */
  readonly reading: Reading
  /** Every test by id, or undefined where the command gives none. */
  readonly statuses: ReadonlyMap<string, TestStatus> | undefined
  /** What it printed; untrusted. */
  readonly output: string
  /** Why it does not count as passed although it may look so. */
  readonly doubt?: string
}

export function judgeRun(
  result: Omit<SandboxResult, 'cutBytes'>,
  reading: Reading,
  hasRunner: boolean,
  hasReport: boolean,
): CheckRun {
  const statuses = reading.cases.length === 0 ? undefined : new Map(reading.cases.map((each) => [each.id, each.status]))
  const doubt = result.exit === 0 && !result.timedOut ? doubtAbout(reading, hasRunner, hasReport) : undefined
  return {
    passed: result.exit === 0 && !result.timedOut && doubt === undefined,
    exit: result.exit,
    seconds: result.seconds,
    timedOut: result.timedOut,
    reading,
    statuses,
    output: result.output,
    ...(doubt === undefined ? {} : { doubt }),
  }
}

/** Exit code, report and tests must agree: a green exit alone proves nothing. */
function doubtAbout(reading: Reading, hasRunner: boolean, hasReport: boolean): string | undefined {
  if (!hasRunner) return undefined
  if (!hasReport) return 'the runner ended with 0 and left no report'
  if (reading.incomplete) return `the report is not whole: ${reading.notes[0] ?? 'unreadable'}`
  const tests = reading.tests
  if (tests === undefined || tests.total === 0) return 'no tests ran'
  if (tests.failed + tests.errored > 0) return 'the runner ended with 0 although its report has failures'
  return undefined
}
