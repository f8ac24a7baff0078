import type { CulpritFile } from '../domain.js'
import type { Repository, TreeEntry } from '../ports.js'
import { repoPath } from '../repo-path.js'
import { isTestFile } from '../test-file.js'
import { editableText } from '../trial/patch/apply.js'

/** A commit that changes more files than this is a clean-up: taking parts of it back is no repair. */
const mostFiles = 60
/** Bundles and generated tables are larger; nobody takes those back by hand. */
const largestFile = 512 * 1024

/** The source files that differ between two commits, tests left out, each with its text before, after, and at the base. */
export async function changedFiles(
  repository: Pick<Repository, 'entries' | 'blob'>,
  good: string,
  bad: string,
  base: string,
): Promise<readonly CulpritFile[]> {
  const before = await filesOf(repository, good)
  const after = await filesOf(repository, bad)
  const current = await filesOf(repository, base)
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort()
  const changed = paths.filter((path) => before.get(path)?.id !== after.get(path)?.id && !isTestFile(path))
  if (changed.length > mostFiles) return []
  const files: CulpritFile[] = []
  for (const text of changed) {
    const made = repoPath(text)
    if ('refused' in made) continue
    const [old, now] = [await textOf(repository, before.get(text)), await textOf(repository, after.get(text))]
    if (old === now) continue
    files.push({ path: made.path, before: old, after: now, now: await textOf(repository, current.get(text)) })
  }
  return files
}

async function filesOf(repository: Pick<Repository, 'entries'>, commit: string): Promise<Map<string, TreeEntry>> {
  const entries = await repository.entries(commit)
  return new Map(entries.filter(({ mode }) => mode.startsWith('100')).map((entry) => [entry.path, entry]))
}

/** Undefined where there is none, and for what is no text. */
async function textOf(repository: Pick<Repository, 'blob'>, entry: TreeEntry | undefined): Promise<string | undefined> {
  if (entry === undefined) return undefined
  const bytes = await repository.blob(entry.id)
  const file = bytes.byteLength > largestFile ? undefined : editableText(entry.mode, bytes)
  return file?.kind === 'text' ? file.text : undefined
}
