import type {
  Alternative,
  Culprit,
  Failure,
  Fix,
  Flag,
  Outcome,
  OutcomeName,
  PastOutcome,
  Proof,
  Reading,
  Reproduction,
  Strategy,
  Suspect,
  TestCounts,
  Trial,
  Usage,
  VerdictName,
  Verification,
} from '../domain.js'
import type { Redactor } from '../safe-text/redact.js'
import { cut, safeOutput } from '../safe-text/visible.js'
import { type FileCount, fileCounts } from './diff-counts.js'
import { redactAll } from './redact-all.js'

export type Mode = 'heal' | 'diagnose' | 'propose' | 'verify' | 'publish' | 'doctor'

export interface PublishedPullRequest {
  readonly number: number
  readonly url: string
  readonly action: 'opened' | 'updated' | 'none'
}

/** All that a run may know at its end. What a run did not get to is absent. */
export interface RunFacts {
  /** Suture's own version. */
  readonly suture: string
  readonly mode: Mode
  readonly outcome: Outcome
  readonly seconds: number
  readonly readings: readonly Reading[]
  readonly failures: readonly Failure[]
  /** Fingerprint of the failure that the run was about. */
  readonly chosen?: string
  readonly reproduction?: Reproduction
  readonly culprit?: Culprit
  readonly suspects?: readonly Suspect[]
  readonly trials: readonly Trial[]
  readonly fix?: Fix
  /** Unified diff of `fix`. */
  readonly diff?: string
  readonly verification?: Verification
  readonly pullRequest?: PublishedPullRequest
  readonly usage?: Usage
  /** How earlier pull requests ended, where that was asked. */
  readonly past?: readonly PastOutcome[]
  readonly sandbox?: { readonly rung: string; readonly network: string }
}

/** report.json, version 1: docs/report.schema.json. */
export interface Report {
  readonly version: 1
  readonly suture: string
  readonly mode: Mode
  readonly outcome: OutcomeName
  readonly reason: string
  readonly seconds: number
  readonly signals: readonly ReportSignal[]
  readonly failures: readonly ReportFailure[]
  readonly chosen?: string
  readonly reproduction?: Reproduction
  readonly culprit?: Culprit
  readonly suspects?: readonly {
    readonly file: string
    readonly line?: number
    readonly score: number
    readonly why: string
  }[]
  readonly attempts: readonly ReportAttempt[]
  readonly fix?: ReportFix
  readonly pullRequest?: PublishedPullRequest
  readonly usage?: Usage
  readonly past?: readonly PastOutcome[]
  readonly sandbox?: { readonly rung: string; readonly network: string }
  /** How many secrets were replaced in all that this run wrote. */
  readonly redactions: number
}

export interface ReportSignal {
  readonly source: string
  readonly format: string
  readonly bytes: number
  readonly tests?: TestCounts
  readonly notes: readonly string[]
}

export type ReportFailure = Omit<Failure, 'event'>

export interface ReportAttempt {
  readonly strategy: Strategy
  readonly by: string
  readonly verdict: VerdictName
  readonly why: string
  readonly patch: string
  readonly seconds: number
  readonly tokens: number
  readonly cost: number
}

export interface ReportFix {
  readonly strategy: Strategy
  readonly by: string
  readonly explanation: string
  readonly files: readonly FileCount[]
  readonly patch: string
  readonly base: string
  readonly tree: string
  readonly proof: readonly Proof[]
  readonly flags: readonly Flag[]
  readonly alternatives?: readonly ReportAlternative[]
}

export interface ReportAlternative extends Omit<Alternative, 'diff'> {
  readonly patch: string
}

/** A report of 10,000 failures is read by nobody and passes the size of an artifact that tools open. */
const maxFailures = 1000
/** Long enough for the longest stack trace that a person follows. */
const maxDetail = 20_000
/** The largest patch that policy allows is far below; a longer text is a broken attempt. */
const maxPatch = 40_000

/** The run's report, redacted. Call it last: `redactions` counts what `redactor` replaced until then. */
export function buildReport(facts: RunFacts, redactor: Redactor): Report {
  const report = {
    version: 1,
    suture: facts.suture,
    mode: facts.mode,
    outcome: facts.outcome.outcome,
    // The same words as in the last line and in the output `reason`.
    reason: safeOutput(facts.outcome.reason),
    seconds: rounded(facts.seconds),
    signals: facts.readings.map(signalOf),
    failures: failuresOf(facts).map(failureOf),
    ...present('chosen', facts.chosen),
    ...present('reproduction', facts.reproduction ?? facts.verification?.reproduction),
    ...present('culprit', facts.culprit ?? facts.fix?.culprit),
    ...present('suspects', (facts.suspects ?? facts.fix?.suspects)?.map(suspectOf)),
    attempts: facts.trials.map(attemptOf),
    ...present('fix', fixOf(facts)),
    ...present('pullRequest', facts.pullRequest),
    ...present('usage', facts.usage ?? facts.fix?.usage),
    ...present('past', facts.past),
    ...present('sandbox', facts.sandbox ?? facts.verification?.sandbox),
  } as const
  const redacted = redactAll(report, redactor)
  return { ...redacted, redactions: redactor.count() }
}

function present<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}

function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function signalOf({ source, format, bytes, tests, notes }: Reading): ReportSignal {
  return { source, format, bytes, ...(tests === undefined ? {} : { tests }), notes }
}

/** The chosen failure stays in, wherever it stands. */
function failuresOf({ failures, chosen, fix }: RunFacts): readonly Failure[] {
  if (failures.length === 0 && fix !== undefined) return [fix.failure]
  if (failures.length <= maxFailures) return failures
  const first = failures.slice(0, maxFailures)
  const picked = failures.find((failure) => failure.fingerprint === chosen)
  return picked === undefined || first.includes(picked) ? first : [picked, ...first.slice(1)]
}

/** The event behind a production error stays out: it is a customer's data. */
function failureOf({ event: _, occurrences, ...failure }: Failure): ReportFailure {
  const { spans: _spans, ...seen } = occurrences
  return { ...failure, occurrences: seen, detail: cut(failure.detail, maxDetail) }
}

function suspectOf({ file, line, score, why }: Suspect) {
  return { file, ...(line === undefined ? {} : { line }), score, why }
}

function attemptOf({ candidate, verdict, diff, seconds }: Trial): ReportAttempt {
  const { strategy, by, tokens, cost } = candidate
  const { verdict: name, why } = verdict
  return { strategy, by, verdict: name, why, patch: cut(diff, maxPatch), seconds: rounded(seconds), tokens, cost }
}

function fixOf({ fix, diff = '', verification }: RunFacts): ReportFix | undefined {
  if (fix === undefined) return undefined
  const { strategy, by, explanation, base, tree, flags } = fix
  const proof = verification?.proof ?? []
  return {
    strategy,
    by,
    explanation,
    files: fileCounts(diff, fix),
    patch: cut(diff, maxPatch),
    base,
    tree,
    proof,
    flags,
    ...present(
      'alternatives',
      fix.alternatives?.map(({ diff: other, ...rest }) => ({ ...rest, patch: cut(other, maxPatch) })),
    ),
  }
}
