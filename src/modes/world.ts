import type { Candidate, Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import type {
  Artifact,
  Clock,
  Collaborators,
  Forge,
  History,
  Log,
  Model,
  Remote,
  Repository,
  Runs,
  Sandbox,
  Scratch,
  Tracer,
  WorkspaceText,
} from '../ports.js'
import type { RunFacts } from '../report/report-json.js'
import type { Places } from '../report/sections.js'
import type { Redactor } from '../safe-text/redact.js'
import type { Syntax } from '../syntax/open.js'

/** A fix bundle as bytes: what passes from job to job. */
export interface BundleFiles {
  readonly 'fix.json': string
  readonly 'fix.patch': string
  readonly 'verdict.json'?: string
}

/** What triggered the run, as far as a mode needs it. Everything is undefined outside a workflow. */
export interface Trigger {
  readonly event: string | undefined
  /** `owner/name`. */
  readonly repository: string | undefined
  readonly repositoryId: string | undefined
  /** The branch that failed, without refs/heads/. */
  readonly branch: string | undefined
  /** The commit that failed, where the event names one. */
  readonly commit: string | undefined
  readonly runUrl: string | undefined
  readonly runId: string | undefined
  readonly serverUrl: string
  /** The event's payload, untrusted; undefined where there is none. */
  readonly payload: unknown
}

/** The repository with what only the working copy knows. */
export interface OpenRepository extends Repository {
  readonly head: string
  readonly branch: string | undefined
}

/** Everything a mode may ask for. What costs something is opened only when asked for. */
export interface World {
  readonly version: string
  readonly workspace: string
  readonly startedAt: Date
  readonly trigger: Trigger
  readonly clock: Clock
  /** How many processes this machine runs side by side. */
  readonly cores: number
  readonly log: Log
  readonly tracer: Tracer
  readonly redactor: Redactor
  readonly scratch: Scratch
  readonly syntax: Syntax
  readonly workspaceText: WorkspaceText
  /** The same of another folder: a copy in which tests ran. */
  textBelow(root: string): WorkspaceText
  findArtifacts(globs: readonly string[]): Promise<{
    readonly artifacts: readonly Artifact[]
    readonly refused: readonly { readonly name: string; readonly why: string }[]
  }>
  repository(): Promise<OpenRepository>
  /** Talks to the server only where the clone is shallow and more history is asked for. */
  history(inputs: Inputs): Promise<History>
  sandbox(inputs: Inputs): Promise<Sandbox>
  /** Undefined where no key or no model is given. */
  model(inputs: Inputs): Model | undefined
  forge(inputs: Inputs): Forge | Outcome
  runs(inputs: Inputs): Runs | Outcome
  collaborators(inputs: Inputs): Collaborators | Outcome
  remote(inputs: Inputs): Promise<Remote | Outcome>
  /** What of the job's credentials lies open in the checkout, in plain words. */
  persistedCredentials(): Promise<string | undefined>
  readBundle(folder: string): Promise<BundleFiles | Outcome>
  /** Writes a bundle beside report.json and returns its folder. */
  writeBundle(name: string, files: BundleFiles): Promise<string>
}

/** What the run has learnt so far; report.json is made from it whatever the ending. Modes add, nothing takes away. */
export type Journal = {
  -readonly [K in keyof Omit<RunFacts, 'outcome' | 'seconds' | 'suture' | 'mode'>]: RunFacts[K]
} & {
  bundle?: { readonly folder: string; readonly digest: string }
  branch?: string
  /** The change of our own pull request that is to be proven anew: tried before any other. */
  earlier?: Candidate
  /** What links in the job summary start with. */
  places?: Places
}

export function newJournal(): Journal {
  return { readings: [], failures: [], trials: [] }
}

/** A station either ends the run or hands on. */
export type Step<T> = { readonly ended: Outcome } | { readonly value: T }

export function end(outcome: Outcome['outcome'], reason: string, next: string): { readonly ended: Outcome } {
  return { ended: { outcome, reason, next } }
}
