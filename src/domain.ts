/**
 * The words of Suture. This file imports nothing and does nothing: every other file speaks in these types.
 * Where a type is part of report.json, its field names are those of docs/report.schema.json.
 */

declare const repoPathBrand: unique symbol
/** A path inside the repository: POSIX, relative, normalised. Only `repoPath()` in repo-path.ts makes one. */
export type RepoPath = string & { readonly [repoPathBrand]: true }

export type FailureKind = 'test' | 'exception' | 'build' | 'lint' | 'dependency' | 'finding' | 'timeout' | 'crash'

/** A place in a source file. `line` and `column` are 1-based. `file` is a RepoPath where the file is tracked. */
export interface Location {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/** One stack frame, innermost first in every list of frames. */
export interface Frame extends Location {
  readonly function?: string
  /** True only where `file` is a tracked file of the repository. */
  readonly inRepository: boolean
}

export interface TestName {
  readonly suite?: string
  readonly name: string
  readonly file?: string
}

export interface Occurrences {
  readonly count: number
  /** ISO 8601, of the first and the last sighting; absent where the signal carries no time. */
  readonly first?: string
  readonly last?: string
  /** How often in each of so many equal spans from `first` to `last`; absent where these are the same moment. */
  readonly spans?: readonly number[]
  /** True where the error's rate rose sharply against its own past (triage decides, see triage/spike.ts). */
  readonly spike: boolean
  /** What became of it with the last deployment; absent where none is known within the time that the signals speak of. */
  readonly deployment?: SinceDeployment
}

export interface SinceDeployment {
  /** `release 1.4.0` or `commit abc1234`. */
  readonly what: string
  /** ISO 8601. */
  readonly at: string
  /** How often before and after; an error that was not there before is new. */
  readonly before: number
  readonly after: number
}

/** What a reader saw, once, in one artifact. Triage turns sightings into failures. */
export interface Sighting {
  readonly kind: FailureKind
  readonly title: string
  /** First line of the message. */
  readonly message: string
  /** Everything the artifact says about it, capped by the reader. */
  readonly detail: string
  /** The exception's type as printed, for example `TypeError` or `java.lang.NullPointerException`. */
  readonly exception?: string
  readonly test?: TestName
  readonly location?: Location
  readonly frames: readonly Frame[]
  /** 1-based, inclusive: where in the artifact it was read. */
  readonly sourceLines: readonly [number, number]
  /** ISO 8601, where the artifact says when. */
  readonly time?: string
  /** The version that ran, where the artifact names it. */
  readonly release?: string
  /** The structured event behind a production error (a log record, an error event): what `reproduce-command` replays. */
  readonly event?: unknown
  /** How often this one record says that it happened; 1 where it does not say. */
  readonly count?: number
}

/** What went wrong, once, by fingerprint. */
export interface Failure extends Omit<Sighting, 'time' | 'count' | 'release'> {
  /** 12 hex digits; survives line shifts, other machines, ids and times. */
  readonly fingerprint: string
  /** The artifact it was read from, as the user named it. */
  readonly source: string
  readonly occurrences: Occurrences
}

export interface TestCounts {
  readonly total: number
  readonly passed: number
  readonly failed: number
  readonly errored: number
  readonly skipped: number
}

export type TestStatus = 'passed' | 'failed' | 'errored' | 'skipped'

/** One test of a report; `id` is the same for the same test in every run. */
export interface TestCase {
  readonly id: string
  readonly test: TestName
  readonly status: TestStatus
}

/** A test that a report tells of as failed at first and passed when it was tried again. */
export interface RetriedTest {
  readonly test: TestName
  readonly failed: number
  /** Tries in all, the last of which passed. */
  readonly runs: number
}

/** What one artifact said. */
export interface Reading {
  readonly source: string
  /** The reader's name, for example `junit-xml`; `unknown` where none knew it. */
  readonly format: string
  readonly bytes: number
  readonly tests?: TestCounts
  readonly sightings: readonly Sighting[]
  /** Every test of the report, only where the caller asked to keep them. */
  readonly cases: readonly TestCase[]
  /** Tests that passed only when they were tried again; absent where the artifact tells of none. */
  readonly retried?: readonly RetriedTest[]
  /** What a reader wants a person to know: truncation, caps, refusals. */
  readonly notes: readonly string[]
  /** True where the artifact could not be read to its end: it must never count as "no failures". */
  readonly incomplete: boolean
}

// ---------------------------------------------------------------- evidence and repair

export type Language =
  | 'javascript'
  | 'typescript'
  | 'tsx'
  | 'python'
  | 'go'
  | 'java'
  | 'rust'
  | 'ruby'
  | 'php'
  | 'csharp'
  | 'kotlin'
  | 'c'
  | 'cpp'

export interface Suspect extends Location {
  readonly file: RepoPath
  /** 0..1, the first is the most suspicious. */
  readonly score: number
  /** Why, in a few words: `stack frame; changed in abc123`. */
  readonly why: string
}

/** What one test ran of the project, test files left out. Told by code under test: good enough to rank by, proof of nothing. */
export interface CoveredTest {
  readonly name: string
  /** Suite, file and classes as the runner joins them; empty where it tells none. */
  readonly suite: string
  readonly failed: boolean
  /** Lines by file: 1-based, inclusive, in order. */
  readonly lines: ReadonlyMap<RepoPath, readonly (readonly [number, number])[]>
}

/** How suspicious coverage makes the lines of a file that the failing test ran; lines that it did not run are not there. */
export interface LineSuspicion {
  readonly path: RepoPath
  /** 1-based line and Ochiai coefficient (0..1). */
  readonly lines: readonly (readonly [number, number])[]
}

export interface Culprit {
  readonly commit: string
  readonly subject: string
  readonly how: 'bisect' | 'blame' | 'diff'
}

export interface HistoryCommit {
  readonly id: string
  readonly subject: string
  /** ISO 8601. */
  readonly time: string
  /** Parents that are in the clone; none for a root, and none where a shallow clone ends. */
  readonly parents: readonly string[]
}

/** A line of first parents. */
export interface CommitLine {
  /** Newest first, the commit that was asked for first of all. */
  readonly commits: readonly HistoryCommit[]
  /** True where it ends because the clone is shallow: the last commit has parents that are not here. */
  readonly isCutOff: boolean
}

/** A source file as the culprit found it and as it left it: what `revert` takes back, and old text to build from. */
export interface CulpritFile {
  readonly path: RepoPath
  /** Undefined where the culprit made the file, or where it is no text. */
  readonly before: string | undefined
  /** Undefined where the culprit removed it, or where it is no text. */
  readonly after: string | undefined
  /** What it is at the base commit, after all that came later. */
  readonly now: string | undefined
}

/** A source file at the base commit, whole. It never leaves this process: what leaves is an Excerpt. */
export interface Source {
  readonly path: RepoPath
  readonly language: Language | undefined
  readonly text: string
}

/** A part of a source file that a model or a person may see: redacted, with its first line's number. */
export interface Excerpt {
  readonly path: RepoPath
  readonly firstLine: number
  readonly text: string
  readonly why: string
}

/** What a repairer may work from. */
export interface Evidence {
  readonly failure: Failure
  readonly suspects: readonly Suspect[]
  readonly culprit?: Culprit
  /** What the culprit changed, tests left out; only where a bisection proved that the failure began with it. */
  readonly culpritFiles?: readonly CulpritFile[]
  /** What the failing test ran of the sources; absent where no coverage was taken. */
  readonly coverage?: readonly LineSuspicion[]
  /** Whole files for the embedded engine, most suspicious first. */
  readonly sources: readonly Source[]
  /** Redacted and within the token budget: the only code that a model sees in its first turn. */
  readonly excerpts: readonly Excerpt[]
  /** Redacted text of the failing run. */
  readonly output: string
  /** Project guidance at the base commit (AGENTS.md and the like) and the user's `instructions`. */
  readonly instructions: string
  /** What was left out to keep the budget, in plain words. */
  readonly cut: readonly string[]
  /** Every tracked file at the base commit. */
  readonly files: readonly RepoPath[]
}

/** What a repairer says: `search` occurs exactly once in `path`; an empty `search` makes a new file. */
export interface Edit {
  readonly path: string
  readonly search: string
  readonly replace: string
}

/** One file of a patch, whole: `before` is undefined for a new file. */
export interface PatchFile {
  readonly path: RepoPath
  readonly before: string | undefined
  readonly after: string
}

/** What edits mean: whole files. The bytes that are tested are the bytes that are published. */
export interface Patch {
  readonly files: readonly PatchFile[]
}

export type Strategy = 'rules' | 'search' | 'model' | 'revert'

export interface Candidate {
  readonly strategy: Strategy
  /** The rule, operator, or prompt@hash that made it. */
  readonly by: string
  readonly edits: readonly Edit[]
  /** Why this mends the failure, in a sentence or two. Untrusted where `strategy` is `model`. */
  readonly explanation: string
  readonly tokens: number
  /** US dollars. */
  readonly cost: number
}

export type VerdictName =
  | 'healed'
  | 'still-failing'
  | 'broke-others'
  | 'did-not-apply'
  | 'not-allowed'
  | 'cheated'
  | 'flaky'

export interface Verdict {
  readonly verdict: VerdictName
  /** In a line: what failed now, which rule refused, why the edit did not fit. */
  readonly why: string
  /** What the run printed, redacted and cut; empty where nothing ran. */
  readonly output: string
}

/** A candidate and what became of it. `diff` is a unified diff, empty where the edits did not apply. */
export interface Trial {
  readonly candidate: Candidate
  readonly verdict: Verdict
  readonly diff: string
  readonly seconds: number
}

/** How earlier pull requests of one maker ended. */
export interface PastOutcome {
  readonly strategy: Strategy
  /** Rule, operators, or prompt@hash; absent for `revert`. */
  readonly by?: string
  readonly model?: string
  readonly merged: number
  /** Closed without being merged, and not by Suture itself. */
  readonly closed: number
  /** People keep closing what it makes: it is not asked. */
  readonly muted: boolean
}

/** A repairer keeps no state: `trials` is the live list of all trials so far, oldest first. */
export interface Repairer {
  readonly strategy: Strategy
  /** True where a candidate that heals is a step to a smaller one: the last that heals is the fix. */
  readonly refines?: true
  propose(evidence: Evidence, trials: readonly Trial[]): AsyncIterable<Candidate>
}

// ---------------------------------------------------------------- proof

/** One run of a check, as report.json shows it. */
export interface Run {
  readonly passed: boolean
  readonly exit: number
  readonly seconds: number
}

export interface Reproduction {
  readonly command: string
  readonly runs: readonly Run[]
  readonly verdict: 'reproduced' | 'flaky' | 'not-reproduced'
}

export type ProofName =
  | 'fails-before'
  | 'passes-after'
  | 'no-test-lost'
  | 'nothing-else-broke'
  | 'fails-again-without'
  | 'probes'

export interface Proof {
  readonly check: ProofName
  readonly passed: boolean
  /** In plain words: `3/3`, `412 tests passed before and after`. */
  readonly evidence: string
}

/** Something a reviewer should look at: a rule's name and the line that it flags. */
export interface Flag {
  readonly rule: string
  readonly line: string
}

/** Another change that passes the same tests and does something else than the fix. All texts come from code under test. */
export interface Alternative {
  readonly strategy: Strategy
  readonly by: string
  readonly explanation: string
  /** Unified diff. */
  readonly diff: string
  /** A call that no test makes, or whose result none looks at, and what becomes of it. */
  readonly apart: { readonly call: string; readonly fix: string; readonly alternative: string }
}

/** How the project proves itself: found from the inputs and the base commit, never from a fix bundle. */
export interface CheckPlan {
  /** The runner's name, for example `node:test`, or `command` where only the exit code speaks. */
  readonly runner: string
  /** Shell command of the whole suite, without report options. */
  readonly testCommand: string
  readonly reproduceCommand?: string
  readonly setupCommand?: string
  readonly workingDirectory: string
  readonly confirmations: number
}

/** The content of fix.json: all that passes from propose to verify to publish. */
export interface Fix {
  readonly version: 1
  readonly suture: string
  readonly failure: Failure
  readonly strategy: Strategy
  readonly by: string
  readonly explanation: string
  /** Commit that the patch is made on, and the branch it should go to. */
  readonly base: string
  readonly branch: string
  /** Tree of `base` with the patch: what is tested is what is pushed. */
  readonly tree: string
  readonly patch: Patch
  readonly flags: readonly Flag[]
  readonly unproven: boolean
  readonly culprit?: Culprit
  readonly suspects: readonly Suspect[]
  readonly attempts: number
  readonly usage: Usage
  /** Others that pass the same tests and behave differently; absent where none was found. */
  readonly alternatives?: readonly Alternative[]
}

/** The content of verdict.json: written by verify, read by publish, part of the digest. */
export interface Verification {
  readonly version: 1
  readonly suture: string
  /** Digest of fix.json and fix.patch that this verdict speaks of. */
  readonly fix: string
  /** What verify ran, detected anew from its own inputs: a bundle never says how it is to be checked. */
  readonly plan: CheckPlan
  readonly verified: boolean
  readonly reason: string
  readonly reproduction: Reproduction
  readonly proof: readonly Proof[]
  readonly sandbox: { readonly rung: string; readonly network: string }
  readonly notChecked: readonly string[]
  /** What the probes hold against the fix without refusing it; absent where nothing is. */
  readonly doubts?: readonly string[]
}

export interface Usage {
  readonly model?: string
  readonly prompt?: string
  readonly calls: number
  readonly tokensIn: number
  readonly tokensOut: number
  readonly cost: number
  readonly candidates: number
  readonly testRuns: number
}

// ---------------------------------------------------------------- endings

export const exitCodes = {
  'no-failure': 0,
  diagnosed: 0,
  proposed: 0,
  verified: 0,
  'pr-opened': 0,
  'pr-updated': 0,
  duplicate: 0,
  flaky: 0,
  'not-reproduced': 0,
  'no-fix': 0,
  declined: 0,
  'fix-rejected': 0,
  'limit-reached': 0,
  'base-moved': 0,
  'error-config': 1,
  'error-github': 2,
  'error-model': 2,
  'error-disk': 2,
  'error-sandbox': 2,
  'error-internal': 2,
  'refused-untrusted': 3,
  'refused-policy': 3,
} as const

export type OutcomeName = keyof typeof exitCodes

/** How a run ended: one name, one safe line, one line of advice. */
export interface Outcome {
  readonly outcome: OutcomeName
  readonly reason: string
  readonly next: string
}

/**
 * The world is broken in a way that no caller can mend (disk full, GitHub down, no sandbox).
 * Thrown by adapters, caught once in main. Everything a caller can act on is a value instead.
 */
export class BrokenWorld extends Error {
  readonly outcome: OutcomeName
  readonly next: string
  constructor(outcome: OutcomeName, reason: string, next: string, options?: { cause?: unknown }) {
    super(reason, options)
    this.name = 'BrokenWorld'
    this.outcome = outcome
    this.next = next
  }
}
