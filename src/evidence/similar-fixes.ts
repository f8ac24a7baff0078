import type { Excerpt, Failure, RepoPath, Suspect } from '../domain.js'
import type { Commit, Repository } from '../ports.js'
import { countedWords } from './likeness.js'

/** Files whose history is asked, and how far back: each question walks it. */
const mostFiles = 2
const mostCommits = 60
/** Fixes that are shown, and characters of each: a hint at how things are mended here, not a text to read. */
const mostFixes = 2
const longestFix = 2_400
/** Of the words that everybody writes in subjects, none says what was mended. */
const fixWords =
  /\b(?:fix(?:e[sd]|ing)?|bug(?:fix)?|regression|correct(?:s|ed|ly)?|repair(?:s|ed)?|hotfix|crash(?:es|ed)?)\b/i
const everySubject =
  /^(?:fix|bug|bugfix|hotfix|regression|correct|repair|crash|issue|merge|pull|request|test|add|when|file)$/

interface Fix {
  readonly commit: Commit
  readonly path: RepoPath
  readonly score: number
}

/** Earlier commits that mended something alike in the suspects' files, the likest first, as diffs; not yet redacted. */
export async function similarFixes(
  failure: Failure,
  suspects: readonly Suspect[],
  repository: Pick<Repository, 'log' | 'resolve' | 'diff'>,
  base: string,
): Promise<readonly Excerpt[]> {
  const wanted = wordsOf(`${failure.message} ${failure.test?.name ?? ''} ${failure.exception ?? ''}`)
  const files = [...new Set(suspects.map(({ file }) => file))].slice(0, mostFiles)
  const found = new Map<string, Fix>()
  for (const path of files) {
    for (const commit of await repository.log(base, mostCommits, path)) {
      const score = fixWords.test(commit.subject.slice(0, 300)) ? shared(wordsOf(commit.subject), wanted) : 0
      if (score > 0 && !found.has(commit.id)) found.set(commit.id, { commit, path, score })
    }
  }
  // Newer ones come first in the log, and a sort keeps their order.
  const likest = [...found.values()].sort((a, b) => b.score - a.score).slice(0, mostFixes)
  const shown: Excerpt[] = []
  for (const fix of likest) {
    const excerpt = await excerptOf(fix, repository)
    if (excerpt !== undefined) shown.push(excerpt)
  }
  return shown
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set([...countedWords(text.slice(0, 1000)).keys()].filter((word) => !everySubject.test(word)))
}

function shared(words: ReadonlySet<string>, wanted: ReadonlySet<string>): number {
  return [...words].filter((word) => wanted.has(word)).length
}

async function excerptOf(
  { commit, path }: Fix,
  repository: Pick<Repository, 'resolve' | 'diff'>,
): Promise<Excerpt | undefined> {
  const parent = await repository.resolve(`${commit.id}~1`)
  if (parent === undefined) return undefined
  const part = partOf(await repository.diff(parent, commit.id), path)
  if (part === undefined) return undefined
  const text = part.length > longestFix ? `${part.slice(0, part.lastIndexOf('\n', longestFix))}\n…` : part
  return {
    path,
    firstLine: 1,
    text: `${commit.subject.slice(0, 200)}\n${text}`,
    why: `diff of an earlier fix of this file, ${commit.id.slice(0, 7)}`,
  }
}

/** What a commit changed in one file, from its first hunk on. */
function partOf(diff: string, path: RepoPath): string | undefined {
  const start = diff.indexOf(`\n+++ b/${path}\n`)
  if (start === -1) return undefined
  const hunks = diff.indexOf('\n@@ ', start)
  const end = diff.indexOf('\ndiff --git ', start)
  return hunks === -1 || (end !== -1 && hunks > end) ? undefined : diff.slice(hunks + 1, end === -1 ? undefined : end)
}
