import type { RepoPath } from '../../domain.js'
import { repoPath } from '../../repo-path.js'

export interface ChangedLines {
  readonly path: RepoPath
  /** Ranges of the old file, 1-based and inclusive; empty for a new file. */
  readonly lines: readonly (readonly [number, number])[]
}

/** Which lines of the old files a unified diff takes away or, where it only adds, stands beside. */
export function changedLines(diff: string): readonly ChangedLines[] {
  const found: { path: RepoPath; lines: (readonly [number, number])[] }[] = []
  let isNew = false
  let at = 0
  for (const line of diff.split('\n')) {
    const hunk = /^@@ -(\d{1,9})(?:,\d{1,9})? \+/.exec(line)
    if (line.startsWith('diff --git ')) at = 0
    else if (at === 0 && line.startsWith('--- ')) isNew = line === '--- /dev/null'
    else if (at === 0 && line.startsWith('+++ b/')) {
      const result = repoPath(line.slice('+++ b/'.length))
      if ('path' in result) found.push({ path: result.path, lines: [] })
    } else if (hunk !== null) at = Math.max(1, Number(hunk[1]))
    else if (at > 0 && !isNew) at = step(line, at, found.at(-1)?.lines ?? [])
  }
  return found
}

/** The number of the next line of the old file. */
function step(line: string, at: number, lines: (readonly [number, number])[]): number {
  if (line.startsWith(' ')) return at + 1
  if (line.startsWith('-')) {
    lines.push([at, at])
    return at + 1
  }
  if (line.startsWith('+') && at > 1 && lines.at(-1)?.[1] !== at - 1) lines.push([at - 1, at - 1])
  return at
}
