import type { CoveredTest, Culprit, CulpritFile, Evidence, Failure, RepoPath, Source, Suspect } from '../domain.js'
import type { Repository } from '../ports.js'
import { languageOf } from '../syntax/language.js'
import type { Syntax } from '../syntax/open.js'
import { coverageOf } from './coverage.js'
import { culpritExcerpt, withCulprit } from './culprit.js'
import { charactersPerToken, excerptsOf } from './excerpts.js'
import { type FailingTest, findFailingTests } from './failing-test.js'
import { withTree } from './parsed-sources.js'
import { openProject, type Project } from './project.js'
import { similarFixes } from './similar-fixes.js'
import { bySuspicion, rankSuspects } from './suspects.js'

export interface Gathering {
  readonly failure: Failure
  readonly repository: Pick<Repository, 'entries' | 'blob' | 'log' | 'resolve' | 'diff'>
  /** Commit that everything is read from: never the workspace, which the failing run may have changed. */
  readonly base: string
  readonly files: readonly RepoPath[]
  readonly syntax: Syntax
  /** Raw text of the failing run. */
  readonly output: string
  /** The user's own guidance. */
  readonly instructions: string
  /** Takes secrets out, line for line. Applied to everything that may leave the process. */
  readonly redact: (text: string) => string
  readonly culprit?: Culprit
  /** What it changed, where a bisection found it. */
  readonly culpritFiles?: readonly CulpritFile[]
  /** What each test of the failing one's file or suite ran, where that was taken. */
  readonly spectrum?: readonly CoveredTest[]
  /** Budget of the excerpts; 12,000 where it is not given. */
  readonly tokens?: number
}

const defaultTokens = 12_000
/** Whole files for the embedded engine: a cause that lies further away is not found by small edits. */
const mostSources = 8
/** A list for people: what comes after it has no claim on their time. */
const mostSuspects = 40
/** `git log` is asked for the files at the top only: each question walks the history. */
const mostHistories = 6
const longestOutput = 12_000
const longestInstructions = 12_000
const instructionFiles = ['AGENTS.md', '.github/copilot-instructions.md'] as RepoPath[]

/** What a repairer may see of one failure: where to look, the code there, and what was left out. */
export async function gather(wanted: Gathering): Promise<Evidence> {
  const { failure, redact } = wanted
  const project = await openProject(wanted.repository, wanted.base, wanted.files, wanted.syntax)
  const tests = await findFailingTests(failure, project)
  const test = tests[0]
  const coverage = coverageOf(failure, wanted.spectrum ?? [])
  const ranked = await rankSuspects(failure, tests, project, coverage)
  const told = { failure, culprit: wanted.culprit, files: wanted.culpritFiles ?? [] }
  const suspects = withCulprit(await withHistory(ranked, wanted), told).slice(0, mostSuspects)
  const sources = await sourcesOf(suspects, test, project)
  const tokens = wanted.tokens ?? defaultTokens
  const change = culpritExcerpt(told, suspects, tokens)
  const spent = change === undefined ? 0 : Math.ceil(change.text.length / charactersPerToken)
  const fixes = await similarFixes(failure, suspects, wanted.repository, wanted.base)
  const packed = await excerptsOf(test, suspects, project, tokens - spent, fixes)
  const excerpts =
    change === undefined ? packed.excerpts : [...packed.excerpts.slice(0, 1), change, ...packed.excerpts.slice(1)]
  const cut = [...packed.cut]
  // Redacted before it is shortened: half a secret is still a secret, and no pattern knows it any more.
  const output = shortened(redact(wanted.output), longestOutput, 'output of the failing run', cut)
  const guidance = shortened(
    redact(await guidanceOf(wanted.instructions, project)),
    longestInstructions,
    'instructions',
    cut,
  )
  return {
    failure,
    suspects,
    ...(wanted.culprit === undefined ? {} : { culprit: wanted.culprit }),
    sources,
    ...(coverage === undefined ? {} : { coverage: sources.map(({ path }) => coverage.lines(path)) }),
    ...(wanted.culpritFiles === undefined ? {} : { culpritFiles: wanted.culpritFiles }),
    excerpts: excerpts.map((excerpt) => ({ ...excerpt, text: redact(excerpt.text) })),
    output,
    instructions: guidance,
    cut,
    files: wanted.files,
  }
}

/** What changed last is a little more suspicious, and a reader wants to know by which commit it changed. */
async function withHistory(ranked: readonly Suspect[], { repository, base }: Gathering): Promise<readonly Suspect[]> {
  const files = [...new Set(ranked.map((suspect) => suspect.file))].slice(0, mostHistories)
  const recent = (await repository.log(base, 10)).map((commit) => commit.id)
  const newest = new Map<RepoPath, string>()
  for (const file of files) {
    const [commit] = await repository.log(base, 1, file)
    if (commit !== undefined) newest.set(file, commit.id)
  }
  const weighed = ranked.map((suspect) => {
    const commit = newest.get(suspect.file)
    const age = commit === undefined ? -1 : recent.indexOf(commit)
    if (commit === undefined || age < 0) return suspect
    const score = Math.min(1, suspect.score + 0.04 * (1 - age / 10))
    return { ...suspect, score, why: `${suspect.why}; changed in ${commit.slice(0, 7)}` }
  })
  return weighed.sort(bySuspicion)
}

/** The suspects' files, most suspicious first, and the failing test's own file last: it says what is expected. */
async function sourcesOf(
  suspects: readonly Suspect[],
  test: FailingTest | undefined,
  project: Project,
): Promise<readonly Source[]> {
  const paths = [...new Set(suspects.map((suspect) => suspect.file))].slice(0, mostSources)
  const sources: Source[] = []
  for (const path of paths) {
    const text = await project.text(path)
    if (text !== undefined)
      sources.push(withTree({ path, language: languageOf(path), text }, await project.parsed(path)))
  }
  if (test !== undefined) {
    const { path, language, text } = test.file
    sources.push(withTree({ path, language, text }, test.file))
  }
  return sources
}

async function guidanceOf(instructions: string, project: Project): Promise<string> {
  const parts = [instructions.trim()]
  for (const path of instructionFiles) parts.push(((await project.text(path)) ?? '').trim())
  return parts.filter((part) => part !== '').join('\n\n')
}

/** Head and tail are kept: the head says what was run, the tail how it ended. */
function shortened(text: string, longest: number, what: string, cut: string[]): string {
  if (text.length <= longest) return text
  cut.push(`${what}: ${text.length - longest} of ${text.length} characters left out in the middle`)
  return `${text.slice(0, longest / 2)}\n…\n${text.slice(text.length - longest / 2)}`
}
