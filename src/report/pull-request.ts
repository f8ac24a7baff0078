import type { Failure, Fix, Verification } from '../domain.js'
import { code, details, fence, heading, inline, join, link, list, type Markdown, md } from '../safe-text/markdown.js'
import { bodySize, maxBody } from './body-size.js'
import { culpritSentence } from './culprit-sentence.js'
import { fileCounts } from './diff-counts.js'
import { type MarkerExtras, markerOf, writeMarker } from './marker.js'
import { alternativeList, counted, failureSection, flagList, type Places, placeOf, proofTable } from './sections.js'
import { subjectOf } from './subject.js'

export { bodySize } from './body-size.js'
export { type Marker, parseMarker } from './marker.js'

export type TokenKind = 'github-token' | 'app' | 'personal'

export interface PullRequestContext extends Places {
  readonly repository: string
  readonly serverUrl: string
  /** Kind of the token that opens the pull request, where known: it decides whether checks start by themselves. */
  readonly tokenKind?: TokenKind
  /** Id of the workflow run. */
  readonly runId?: string
  /** The branch that carries the fix. */
  readonly head?: string
  /** GitHub's word on the commit's signature; absent where the commit was pushed without one. */
  readonly verified?: boolean
}

export interface PullRequestFacts {
  readonly fix: Fix
  readonly verification: Verification
  /** The failure with what is known of it now; the one of the fix where absent. */
  readonly failure?: Failure
  /** Unified diff of the fix. */
  readonly diff: string
  /** Digest of the verified bundle. */
  readonly digest: string
  readonly context: PullRequestContext
  /** What the marker tells beside the fix. */
  readonly marks?: MarkerExtras
}

export function title(fix: Fix): string {
  return subjectOf(fix)
}

/** The body, with every section in it: what is long (diff, trace, a model's words) gives way until it fits. */
export function body(facts: PullRequestFacts): string {
  for (const room of [1, 0.5, 0.25, 0.1, 0.03]) {
    const text = bodyWithin(facts, room)
    if (bodySize(text) <= maxBody) return text
  }
  return bodyWithin(facts, 0)
}

function bodyWithin(facts: PullRequestFacts, room: number): string {
  const { fix, verification, context } = facts
  const failure = facts.failure ?? fix.failure
  const places = { ...context, commit: fix.base }
  const told = failureSection(failure, places, room)
  const section = (words: Markdown, content: Markdown) => join([heading(3, words), content])
  const page = join([
    opening(facts),
    checksNotice(context.tokenKind),
    section(md`What failed`, told),
    section(md`Proof`, join([proofTable(verification.proof), ground(fix, verification)])),
    section(md`The change, and why`, change(facts, room)),
    section(md`What to look at`, flagList(fix.flags)),
    fix.alternatives === undefined ? undefined : section(md`Alternatives`, alternativeList(fix.alternatives, room)),
    fix.culprit === undefined ? undefined : section(md`Where it came from`, culprit(fix.culprit, fix, context)),
    section(md`What was not checked`, notChecked(verification)),
    section(md`See it for yourself`, reproduce(facts)),
    details('How this was made, and what it cost', making(fix, context)),
  ])
  const marks = {
    ...facts.marks,
    ...(context.runId === undefined ? {} : { run: context.runId }),
    told: `${page.indexOf(told)} ${told.length}`,
  }
  return `${page}\n\n${writeMarker(markerOf(fix, facts.digest, marks))}\n`
}

/** The answer to "what is this, and should I trust it" in three lines. */
function opening({ fix, verification, failure = fix.failure, diff, context }: PullRequestFacts): Markdown {
  const passed = verification.proof.filter((proof) => proof.passed).length
  const counts = fileCounts(diff, fix)
  const added = counts.reduce((sum, file) => sum + file.added, 0)
  const removed = counts.reduce((sum, file) => sum + file.removed, 0)
  const files = counts.length === 1 ? md`1 file` : md`${counts.length} files`
  const flags = fix.flags.length === 1 ? md`1 line` : md`${fix.flags.length} lines`
  const what = code(failure.exception ?? failure.title, 80)
  const unproven = join(
    [
      md`> [!CAUTION]`,
      md`> **Unproven.** The error itself was never reproduced; only the test suite speaks for this change.`,
    ],
    '\n',
  )
  return join([
    fix.unproven ? unproven : undefined,
    doubtful(fix, verification),
    md`A change for ${what} at ${placeOf(failure, { ...context, commit: fix.base })}: ${files}, ${added} added and ${removed} removed. **${passed} of ${verification.proof.length} checks passed**, ${flags} flagged for you to look at. Tests are evidence; the decision is yours.`,
  ])
}

/** A test that passes is not always a fix that is right: what the probes saw, and what else would pass, stands on top. */
function doubtful({ alternatives = [] }: Fix, { doubts = [] }: Verification): Markdown | undefined {
  const others = alternatives.length === 1 ? md`one other change` : md`${alternatives.length} other changes`
  const lines = [
    ...(alternatives.length === 0
      ? []
      : [md`${others} passed the same tests and did something else: see Alternatives`]),
    ...doubts.slice(0, 5).map((doubt) => inline(doubt, 300)),
  ].map((line) => md`> - ${line}`)
  if (lines.length === 0) return undefined
  return join(
    [md`> [!WARNING]`, md`> **Look twice.** The tests pass, and confidence is lower all the same:`, ...lines],
    '\n',
  )
}

/**
 * GitHub starts no workflow for what `GITHUB_TOKEN` does: a page without checks would look like a page that passed. Tokens
 * do not always tell their kind, and then the reader can.
 */
function checksNotice(kind: TokenKind | undefined): Markdown | undefined {
  if (kind === 'app' || kind === 'personal') return undefined
  const first =
    kind === 'github-token'
      ? md`> **No workflow has run on this pull request.** It was opened with \`GITHUB_TOKEN\`, and GitHub starts none for that by itself.`
      : md`> **Are there checks below?** If none, this was opened with \`GITHUB_TOKEN\`, and GitHub starts no workflow for that by itself.`
  return join(
    [
      md`> [!IMPORTANT]`,
      first,
      md`> Press **Approve workflows to run** below (it takes write access), or close this pull request and open it again.`,
      md`> With the token of a GitHub App in the input \`github-token\` they start by themselves.`,
    ],
    '\n',
  )
}

function ground(fix: Fix, { sandbox, plan }: Verification): Markdown {
  return md`Each check ran ${plan.confirmations} times on a clean copy in the sandbox ${code(sandbox.rung)} (network ${code(sandbox.network)}). What was tested is what is here: tree ${code(fix.tree)} on ${code(fix.base)}.`
}

function change({ fix, diff }: PullRequestFacts, room: number): Markdown {
  return join([reason(fix, room), fence(diff, 'diff', 30_000 * room)])
}

function reason(fix: Fix, room: number): Markdown {
  if (fix.strategy === 'model') {
    const who = code(fix.usage.model ?? 'a model')
    return join([
      md`Written by a model, ${who} (prompt ${code(fix.by)}). Its reasons, in its words, which nobody has checked:`,
      fence(fix.explanation, 'text', 4000 * room + 200),
    ])
  }
  const words = inline(fix.explanation, 600)
  if (fix.strategy === 'revert') return md`Takes back part of the change that broke it (${code(fix.by)}). ${words}`
  return md`Made by the ${fix.strategy === 'rules' ? md`rule` : md`operator`} ${code(fix.by)}, without a model. ${words}`
}

function culprit(origin: NonNullable<Fix['culprit']>, fix: Fix, { serverUrl, repository }: PullRequestContext) {
  const { commit } = origin
  const name = link(code(commit.slice(0, 12)), `${serverUrl}/${repository}/commit/${commit}`)
  return culpritSentence(origin, name, fix.suspects)
}

function notChecked({ notChecked: items }: Verification): Markdown {
  if (items.length === 0) return md`Whatever the tests do not reach.`
  return list([...items.slice(0, 20).map((item) => inline(item, 250)), md`whatever the tests do not reach`])
}

/** One line to paste: it fails on the base, and passes with the change. */
function reproduce({ fix, verification, context }: PullRequestFacts): Markdown {
  const { reproduceCommand, setupCommand, workingDirectory } = verification.plan
  const isReplay = reproduceCommand !== undefined && verification.reproduction.command === reproduceCommand
  const bare = verification.reproduction.command || verification.plan.testCommand
  const command = isReplay ? `SUTURE_EVENT="$PWD/event.json" ${bare}` : bare
  const inside =
    workingDirectory === '.' || workingDirectory === '' ? command : `(cd '${workingDirectory}' && ${command})`
  const head = context.head ?? `suture/${fix.failure.fingerprint}`
  if (fix.unproven) {
    return join([
      md`The suite, with the change:`,
      fence(`git fetch origin ${head} && git checkout FETCH_HEAD && ${inside}`, 'sh', 2000),
    ])
  }
  const line = `git fetch origin ${head} && git checkout ${fix.base} && { ${inside}; git checkout FETCH_HEAD && ${inside}; }`
  return join([
    md`The first run fails, the second passes${setupCommand === undefined ? md`` : md` (install what the project needs first: ${code(setupCommand)})`}:`,
    fence(line, 'sh', 2000),
    isReplay
      ? md`${code('event.json')} is the error as JSON, one record of ${code(fix.failure.source)}: put it there first.`
      : undefined,
  ])
}

function making(fix: Fix, { runUrl, verified }: PullRequestContext): Markdown {
  const { usage } = fix
  const model =
    usage.model === undefined ? md`none was asked` : md`${code(usage.model)}, prompt ${code(usage.prompt ?? '')}`
  return list([
    md`Suture ${code(fix.suture)}, strategy ${code(fix.strategy)}, ${code(fix.by)}`,
    md`${counted(usage.candidates, md`candidate`)}, ${counted(usage.testRuns, md`test run`)}`,
    md`Model: ${model}`,
    verified === true
      ? md`The commit is signed; GitHub calls it verified`
      : md`The commit is not signed: what speaks for it is the tree above`,
    md`${usage.calls} calls, ${usage.tokensIn} tokens in, ${usage.tokensOut} out, ${Math.round(usage.cost * 10_000) / 10_000} US dollars`,
    md`Failure ${code(fix.failure.fingerprint)}; closing this pull request is a no that is remembered until the failure changes`,
    ...(runUrl === undefined ? [] : [link(md`The run, with the full report`, runUrl)]),
  ])
}
