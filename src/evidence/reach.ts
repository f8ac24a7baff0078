import type { RepoPath } from '../domain.js'
import type { ParsedFile } from '../syntax/file.js'
import { isTestFile } from '../test-file.js'
import { importedFiles } from './calls.js'
import type { Project } from './project.js'

/** Files followed from the failing test: beyond them the search would be for luck, not for causes. */
const mostFiles = 60

/** A file and how many imports lie between it and the test. */
export interface ReachedFile {
  readonly file: ParsedFile
  readonly distance: number
}

/** Own files that the test reaches through imports, nearest first; pytest's conftest files count as imported. */
export async function reachable(from: ParsedFile, project: Project): Promise<readonly ReachedFile[]> {
  const found: ReachedFile[] = []
  const seen = new Set<RepoPath>([from.path])
  let wave = [...importedFiles(from, project), ...conftests(from, project)]
  if (wave.length === 0) wave = namesakes(from, project)
  for (let distance = 1; wave.length > 0 && found.length < mostFiles; distance++) {
    const next: RepoPath[] = []
    for (const path of wave) {
      if (seen.has(path) || found.length >= mostFiles) continue
      seen.add(path)
      const file = await project.parsed(path)
      if (file === undefined) continue
      // What only serves tests is looked through, not at.
      if (!isTestFile(path)) found.push({ file, distance })
      next.push(...importedFiles(file, project))
    }
    wave = next
  }
  return found
}

/** Where names are loaded by themselves, as in Rails, nothing is imported: a file is named like the type that it holds. */
function namesakes({ path, text }: ParsedFile, project: Project): RepoPath[] {
  const words = new Set([...text.matchAll(/\p{Lu}[\p{L}\p{N}]{2,80}/gu)].map(([word]) => word.toLowerCase()))
  const end = path.slice(path.lastIndexOf('.'))
  const isNamed = (one: string): boolean =>
    words.has(
      one
        .slice(one.lastIndexOf('/') + 1, -end.length)
        .replaceAll('_', '')
        .toLowerCase(),
    )
  return [...project.files].filter((one) => one.endsWith(end) && isNamed(one) && !isTestFile(one)).slice(0, mostFiles)
}

function conftests(from: ParsedFile, project: Project): readonly RepoPath[] {
  if (from.language !== 'python') return []
  const folders = from.path.split('/').slice(0, -1)
  const paths = folders.map((_, index) => `${folders.slice(0, folders.length - index).join('/')}/conftest.py`)
  return [...paths, 'conftest.py'].filter((path) => project.files.has(path as RepoPath)) as RepoPath[]
}
