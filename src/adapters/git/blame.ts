import type { RepoPath } from '../../domain.js'
import { isObjectId } from './refs.js'
import type { Git } from './run-git.js'

/** A fix has few hunks; more would make the command line long and the answer no clearer. */
const mostRanges = 20
/** Blame walks history: one that takes longer than this is not worth a reviewer's name. */
const limitSeconds = 30

/** Commits that last changed the lines, oftenest first; lines at the cut of a shallow clone belong to nobody known. */
export async function blameLines(
  git: Git,
  shallow: ReadonlySet<string>,
  at: { readonly commit: string; readonly path: RepoPath },
  lines: readonly (readonly [number, number])[],
): Promise<readonly string[]> {
  if (!isObjectId(at.commit) || lines.length === 0) return []
  const ranges = lines.slice(0, mostRanges).flatMap(([first, last]) => ['-L', `${first},${last}`])
  const result = await git(['blame', '--porcelain', '--no-textconv', ...ranges, at.commit, '--', at.path], {
    mayFail: true,
    timeoutSeconds: limitSeconds,
  })
  if (result.exit !== 0) return []
  const counts = new Map<string, number>()
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const id = /^([0-9a-f]{40,64}) \d+ \d+(?: \d+)?$/.exec(line)?.[1]
    if (id !== undefined && !shallow.has(id)) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id)
}
