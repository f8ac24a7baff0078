/** What Suture asks of the world. Adapters implement these; tests bring fakes that pass the same contract suites. */
import type { Parser } from 'web-tree-sitter'
import type { CommitLine, Language, Patch, RepoPath } from './domain.js'

export interface Clock {
  now(): Date
  sleep(milliseconds: number): Promise<void>
}

/** Where a person follows the run. Implementations redact and frame: callers hand over raw text. */
export interface Log {
  info(line: string): void
  warning(line: string): void
  /** Output of a child process or other foreign text: framed, so that it cannot speak to the runner. */
  foreign(text: string): void
  group<T>(title: string, body: () => Promise<T>): Promise<T>
}

export type SpanValue = string | number | boolean | readonly string[]

/** Where a trace of the run is written, if anyone asked for one. Implementations redact: callers hand over raw text. */
export interface Tracer {
  /** Message contents are wanted too. */
  readonly content: boolean
  /** Runs `body` as a span inside the one that is open; `add` sets attributes while it goes on. */
  span<T>(
    name: string,
    attributes: Readonly<Record<string, SpanValue>>,
    body: (add: (attributes: Readonly<Record<string, SpanValue>>) => void) => Promise<T>,
  ): Promise<T>
}

/** An artifact, wherever its bytes come from. */
export interface Artifact {
  readonly name: string
  read(): AsyncIterable<Uint8Array>
}

/**
 * Text of a file of the workspace, tracked or not, by path relative to it; untrusted. Undefined where there is none, or
 * none that is a regular file inside the workspace.
 */
export type WorkspaceText = (path: string) => string | { readonly why: string } | undefined

export interface TreeEntry {
  readonly path: string
  /** git's mode: `100644`, `100755`, `120000` (symbolic link), `160000` (submodule). */
  readonly mode: string
  readonly id: string
}

export interface Commit {
  readonly id: string
  readonly subject: string
  /** ISO 8601. */
  readonly time: string
}

/** How the code came to be what it is: commits and their parents, read like the repository. */
export interface History {
  /** First parents from `from` on, at most `limit`, without what `until` reaches. */
  line(from: string, limit: number, until?: string): Promise<CommitLine>
  /** Makes `depth` commits from `from` on known. A reason in plain words where they cannot be had. */
  deepen(from: string, depth: number): Promise<{ readonly refused: string } | undefined>
  /** Commits that last changed these lines, each once; those where a shallow clone ends left out. */
  blame(commit: string, path: RepoPath, firstLine: number, lastLine: number): Promise<readonly string[]>
  /** The commit of the nearest tag that `commit` has behind it, itself left out. */
  tagBefore(commit: string): Promise<string | undefined>
}

/** A checkout in which commands run, and which is made whole again between them: they may have done anything to it. */
export interface WholeCopy {
  /**
   * Takes everything that is there beside the tree for meant to stay: dependencies. True where they are nothing but
   * links, so that the copy can become one of another tree.
   */
  keepAdditions(): Promise<boolean>
  /**
   * Makes tracked files and directories what `tree` says, additions what they were, and removes all else.
   *
   * @param own files that the caller writes itself: neither mended nor removed
   * @param leave `ignored`: what git ignores may stay, so that a build goes on where it was; `nothing`: as checked out anew
   * @returns false where it cannot be mended: make a new one
   */
  restore(tree: string, own: ReadonlySet<string>, leave: 'ignored' | 'nothing'): Promise<boolean>
}

/**
 * The repository as git objects, read through a private git directory: no hook, filter, driver or configuration
 * of the workspace has a say, and the workspace itself is never written.
 */
export interface Repository {
  /** Resolves a branch, tag or commit to a commit id. */
  resolve(revision: string): Promise<string | undefined>
  /** Every entry of a commit's or tree's tree, recursively. */
  entries(treeish: string): Promise<readonly TreeEntry[]>
  /** A blob's bytes by id. */
  blob(id: string): Promise<Uint8Array>
  /** Writes blobs and a tree: `base` with the patch. Modes of existing files stay, new files are 100644. */
  writeTree(base: string, patch: Patch): Promise<string>
  /** Checks a tree out into an empty directory, bytes as they are in git. */
  checkout(tree: string, directory: string): Promise<void>
  /** Watches over a checkout that was just made, so that it can be used for more than one run. */
  keepWhole(tree: string, directory: string): Promise<WholeCopy>
  /** Unified diff of two trees, text only. */
  diff(from: string, to: string): Promise<string>
  /** Commits that last changed these lines of a file (1-based, inclusive), oftenest first; none where history is cut off. */
  blame(commit: string, path: RepoPath, lines: readonly (readonly [number, number])[]): Promise<readonly string[]>
  /** Newest first; `path` limits it to commits that touch the file. */
  log(from: string, limit: number, path?: RepoPath): Promise<readonly Commit[]>
  /** Directories of the workspace that git ignores, relative to it (`node_modules`, `.venv`, …). */
  ignoredDirectories(): Promise<readonly string[]>
}

export type PushResult =
  /** `verified` is GitHub's own word on the signature, where a commit was made by its API. */
  | { readonly kind: 'created'; readonly commit: string; readonly verified?: boolean }
  /** Somebody was first: the branch is there already. */
  | { readonly kind: 'exists'; readonly commit: string }
  | { readonly kind: 'rejected'; readonly reason: string }

/** Publishing over git: the only port that carries the write token to a git server. */
export interface Remote {
  /** The commit at the tip of a branch, or undefined where there is none. */
  tip(branch: string): Promise<string | undefined>
  /** The same, with the commit's objects brought into the repository. */
  fetch(branch: string): Promise<string | undefined>
  /** Makes a commit object on `base` with `tree` and pushes it as a new branch, atomically: never over an existing one. */
  createBranch(branch: string, base: string, tree: string, message: string): Promise<PushResult>
  /**
   * Makes a commit with `tree` on top of both `tip`, the branch as we know it, and `base`, and moves the branch to it:
   * forward only, and only from `tip`. Where the branch is elsewhere by now, `exists` tells where.
   */
  advanceBranch(branch: string, tip: string, base: string, tree: string, message: string): Promise<PushResult>
  /** Asks whether a branch may be pushed, and pushes nothing. Throws BrokenWorld with the reason where it may not. */
  tryPush(branch: string, commit: string): Promise<void>
}

export interface PullRequest {
  readonly number: number
  readonly url: string
  readonly state: 'open' | 'closed'
  readonly merged: boolean
  readonly body: string
  readonly author: string
  readonly labels: readonly string[]
  /** ISO 8601, where closed. */
  readonly closedAt?: string
  /** The branch that it goes to, where known. */
  readonly base?: string
}

/** What may change of a pull request that is there; what is absent stays. */
export interface PullRequestChange {
  readonly title?: string
  readonly body?: string
  readonly state?: 'closed'
}

/** Who made a commit, as GitHub knows it; `login` is undefined where the address belongs to no account. */
export interface CommitAuthor {
  readonly login: string | undefined
  readonly isBot: boolean
  /** GitHub's own word on the commit's signature, where it gave one. */
  readonly verified?: boolean
}

export interface OpenedPullRequest extends PullRequest {
  /** True where somebody else's was there before: nothing was opened. */
  readonly existed: boolean
}

export interface NewPullRequest {
  readonly title: string
  readonly body: string
  /** Branch in the same repository. */
  readonly head: string
  readonly base: string
  readonly draft: boolean
}

/** GitHub, or what speaks its REST API. */
export interface Forge {
  /** All pull requests from this head branch, newest first: by list, never by search. */
  pullRequestsFrom(branch: string): Promise<readonly PullRequest[]>
  /** Open pull requests whose head branch starts with the prefix, among the 300 open ones opened last. */
  openPullRequests(branchPrefix: string): Promise<readonly PullRequest[]>
  /** Closed pull requests whose head branch starts with the prefix, newest first, among the 200 closed ones opened last. */
  closedPullRequests(branchPrefix: string): Promise<readonly PullRequest[]>
  /** Opens one, however often an answer is lost; where one is open for the branch already, that one comes back. */
  openPullRequest(request: NewPullRequest): Promise<OpenedPullRequest>
  addLabels(number: number, labels: readonly string[]): Promise<void>
  addAssignees(number: number, assignees: readonly string[]): Promise<void>
  /** Asks all whom GitHub takes, and throws with the names of the others. */
  requestReviewers(number: number, reviewers: readonly string[]): Promise<void>
  updatePullRequest(number: number, change: PullRequestChange): Promise<void>
  /** Adds a comment, unless one that holds `mark` is there. */
  commentOnce(number: number, body: string, mark: string): Promise<void>
  /** Undefined where the server does not have the commit. */
  commitAuthor(commit: string): Promise<CommitAuthor | undefined>
  /** Authors of the newest commits that touch a file, newest first. */
  fileAuthors(commit: string, path: RepoPath): Promise<readonly CommitAuthor[]>
  defaultBranch(): Promise<string>
  /** The server's time, as far as its last answer told it: this machine's clock may be hours off. */
  now(): Date
}

/** Who may do what in the repository. */
export interface Collaborators {
  /** `admin` and `write` may push; undefined where GitHub does not say: nobody of that name, or no right to ask. */
  permission(login: string): Promise<'admin' | 'write' | 'read' | 'none' | undefined>
}

/** A workflow run, as far as it has to be the one that the event tells of. Ids are texts, empty where there is none. */
export interface WorkflowRun {
  readonly id: string
  readonly commit: string
  readonly repositoryId: string
  readonly headRepositoryId: string
}

/** What workflow runs left behind, and what code scanning found. Throws BrokenWorld as the forge does. */
export interface Runs {
  /** Undefined where there is no such run. */
  run(id: string): Promise<WorkflowRun | undefined>
  /** The log of each job, or why there is none: the run goes on, or its logs are kept no longer. */
  logs(id: string): Promise<readonly Artifact[] | { readonly missing: string }>
  /** Reports and logs in the archives that the run uploaded; expired ones are passed over. */
  artifacts(id: string): Promise<readonly Artifact[]>
  /** Open code scanning alerts as the API gives them, of one branch or of the default branch. */
  alerts(branch: string | undefined): Promise<readonly unknown[]>
  /** Commits of earlier runs of the same workflow on the same branch that succeeded, newest first, each once. */
  goodCommits(id: string): Promise<readonly string[]>
}

/** A command for the sandbox. All paths are absolute. */
export interface SandboxRequest {
  /** Run by `sh -c`. */
  readonly command: string
  /** Current directory; inside one of `writable`. */
  readonly directory: string
  /** Directories that the command may write; everything else is read-only or hidden. */
  readonly writable: readonly string[]
  /** The whole environment, beside PATH, HOME, TMPDIR, LANG, CI which the sandbox sets. */
  readonly environment: Readonly<Record<string, string>>
  readonly timeoutSeconds: number
}

export interface SandboxResult {
  /** Exit code; 128 + signal where a signal ended it. */
  readonly exit: number
  readonly timedOut: boolean
  /** Standard output and error as they came, head and tail kept; `cutBytes` says how much is missing between. */
  readonly output: string
  readonly cutBytes: number
  readonly seconds: number
}

/** A command in the sandbox that stays and is spoken with, line by line. What it says is untrusted. */
export interface Session {
  /** One line without a line break, to its standard input; lost where it has ended. */
  send(line: string): void
  /** The next line of its standard output; `late` after so many seconds, `ended` where no more will come. */
  receive(seconds: number): Promise<{ readonly line: string } | 'late' | 'ended'>
  /** Kills it with all that it started. */
  close(): Promise<void>
}

/** The only place where code of the repository runs. */
export interface Sandbox {
  readonly rung: 'bwrap' | 'unshare' | 'docker' | 'none'
  readonly network: 'none' | 'host'
  run(request: SandboxRequest): Promise<SandboxResult>
  /** Starts a command that stays until it is closed, in the same confinement. */
  start(request: Omit<SandboxRequest, 'timeoutSeconds'>): Promise<Session>
}

/** Directories of our own, outside the workspace; removed at the end whatever happens. */
export interface Scratch {
  /** Makes a new empty directory with an unguessable name. */
  directory(purpose: string): Promise<string>
  /** Makes `from`'s dependencies visible at `to` without copying: a directory of links. */
  linkDependencies(from: string, to: string): Promise<void>
  writeFile(path: string, text: string): Promise<void>
  /** Text of a file that untrusted code may have written: regular files only, at most `limit` bytes, else undefined. */
  readFile(path: string, limit: number): Promise<Uint8Array | undefined>
  remove(path: string): Promise<void>
}

/** A tool that a model may be offered; `parameters` is a JSON Schema of type object. */
export interface ToolOffer {
  readonly name: string
  readonly purpose: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** A tool's call as the model wrote it: `input` should be JSON, and may be anything. */
export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly input: string
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content: string
  /** Of an assistant's message: each is answered by a message of role `tool` right after it. */
  readonly calls?: readonly ToolCall[]
  /** Of a message of role `tool`: the call that it answers. */
  readonly answers?: string
}

export interface ChatReply {
  readonly content: string
  readonly tokensIn: number
  readonly tokensOut: number
  /**
   * The provider's word for why it ended: `stop`, `length`, `content_filter`, … Four words are the adapter's own:
   * `refusal`; `context_length_exceeded` (the prompt is too long, `content` is the endpoint's sentence, nothing was
   * billed); `interrupted` (broken off or silent for too long after it may have been billed: the caller asks its budget
   * before it tries again); `deadline` (the run's time is up). An answer that ended in the last three is never whole.
   */
  readonly finish: string
  readonly calls?: readonly ToolCall[]
}

/** What an endpoint is asked to do if it can; where it cannot, the answer comes without, as plain text. */
export interface ChatWishes {
  readonly tools?: readonly ToolOffer[]
  /** JSON Schema of the whole answer. */
  readonly schema?: Readonly<Record<string, unknown>>
}

/** A chat-completions endpoint. Throws BrokenWorld('error-model') once its own retries are used up. */
export interface Model {
  readonly name: string
  complete(messages: readonly ChatMessage[], maxOutputTokens: number, wishes?: ChatWishes): Promise<ChatReply>
}

/** Parsers by language. A grammar is read when its language is first asked for, never before. */
export interface Grammars {
  /** Throws BrokenWorld('error-internal') where a grammar file is missing or does not load. */
  parser(language: Language): Promise<Parser>
}
