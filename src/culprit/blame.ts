import type { Culprit, Evidence, RepoPath, Suspect } from '../domain.js'
import type { History, Repository } from '../ports.js'

/** Where the failure is so far down the list, its history is somebody else's. */
const mostBlamed = 3
/** A line's neighbours belong to the same thought. */
const around = 2
/** Older commits did not break what worked lately. */
const recent = 1000

/**
 * Where no bisection was possible: the newest commit that last changed the lines under suspicion, else the newest that
 * changed the first suspect's file. A hint for people, and said to be one.
 */
export async function blamed(
  sources: { readonly history: History; readonly repository: Pick<Repository, 'log'> },
  base: string,
  evidence: Pick<Evidence, 'suspects' | 'sources'>,
): Promise<Culprit | undefined> {
  const { history, repository } = sources
  const log = await repository.log(base, recent)
  // A repository of one commit has nothing to tell apart.
  if (log.length < 2) return undefined
  const order = new Map(log.map((commit, index) => [commit.id, index]))
  for (const suspect of evidence.suspects.slice(0, mostBlamed)) {
    const ids = await lastChanged(history, base, suspect, evidence.sources)
    const newest = ids.filter((id) => order.has(id)).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))[0]
    const commit = log.find(({ id }) => id === newest)
    if (commit !== undefined && commit.id !== log.at(-1)?.id)
      return { commit: commit.id, subject: commit.subject, how: 'blame' }
  }
  const first = evidence.suspects[0]
  const [commit] = first === undefined ? [] : await repository.log(base, 1, first.file)
  return commit === undefined || commit.id === log.at(-1)?.id
    ? undefined
    : { commit: commit.id, subject: commit.subject, how: 'diff' }
}

async function lastChanged(
  history: History,
  base: string,
  { file, line }: Suspect,
  sources: Evidence['sources'],
): Promise<readonly string[]> {
  if (line === undefined) return []
  const lines = sources.find((source) => source.path === file)?.text.split('\n').length ?? line
  return history.blame(base, file as RepoPath, Math.max(1, line - around), Math.min(lines, line + around))
}
