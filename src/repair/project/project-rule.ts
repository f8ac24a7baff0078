import type { CulpritFile, Failure, RepoPath } from '../../domain.js'

/** What a rule asks the sandbox for: a command in a fresh copy of the base commit, and what it leaves there. */
export interface ToolRun {
  /** Shell text; `outbox` is a folder that is writable and lies outside the copy. */
  command(outbox: string): string
  readonly inputs?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
  readonly timeoutSeconds: number
}

/** Untrusted: whatever the project's own code chose to leave. */
export interface ToolAnswer {
  readonly exit: number
  readonly output: string
  readonly texts: ReadonlyMap<string, string>
  readonly answer: string | undefined
}

/** The check that shows the failure, as a rule sees it. */
export interface ShownBy {
  readonly tool: string
  readonly words: readonly string[]
  /** What makes its tool mend these files, as shell text; undefined where it cannot. */
  mending(files: readonly string[]): string | undefined
}

/** The project and its failure, for rules that need more of it than syntax trees of suspects. */
export interface ProjectSite {
  readonly failure: Failure
  /** What the failing check printed, redacted. */
  readonly output: string
  /** Undefined where a test shows the failure. */
  readonly check: ShownBy | undefined
  /** Tracked files that the failing check complains of, the failure's own first. */
  readonly failing: readonly RepoPath[]
  /** Every tracked file at the base commit. */
  readonly files: readonly RepoPath[]
  readonly culpritFiles: readonly CulpritFile[]
  /** Empty, or with a slash at its end. */
  readonly workingDirectory: string
  read(path: string): Promise<string | undefined>
  run(errand: ToolRun): Promise<ToolAnswer>
  /** Tells people what could have been done, and why it was not. */
  say(line: string): void
}

/** Whole new texts of files; what equals the old text is no change. */
export interface ProjectProposal {
  readonly texts: ReadonlyMap<string, string>
  readonly explanation: string
}

/** A repair that reads files of any kind, or has the project's own tools make it in the sandbox. */
export interface ProjectRule {
  readonly name: string
  /** For people: what it works on. */
  readonly works: string
  propose(site: ProjectSite): AsyncIterable<ProjectProposal>
}
