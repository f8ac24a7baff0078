import { access, readdir } from 'node:fs/promises'
import path from 'node:path'

/** Where package managers put what a project depends on. Build output is not among them: it could hide a stale pass. */
const names: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'vendor',
  '.bundle',
  '.yarn',
  '.venv',
  'venv',
  'env',
])
/** These names are a person's as often as a tool's: only Python's own marker makes them an environment. */
const onlyWithMarker: ReadonlySet<string> = new Set(['venv', '.venv', 'env'])
/** Packages of a monorepo lie at most this deep: `packages/group/name/node_modules`. */
const limitDepth = 4
/** A workspace with more directories is walked no further; what was found until then is used. */
const limitDirectories = 20_000

/**
 * Finds dependency directories that exist in the workspace and hold no tracked file. Links are never followed.
 *
 * @param tracked every path of the checked-out commit
 * @returns paths relative to the workspace, POSIX, sorted
 */
export async function dependencyDirectories(workspace: string, tracked: readonly string[]): Promise<readonly string[]> {
  const trackedFolders = foldersOf(tracked)
  const found: string[] = []
  const queue: { folder: string; depth: number }[] = [{ folder: '', depth: 0 }]
  for (let next = 0; next < queue.length && next < limitDirectories; next += 1) {
    const { folder, depth } = queue[next] ?? { folder: '', depth: limitDepth }
    for (const entry of await directoriesIn(path.join(workspace, folder))) {
      const below = folder === '' ? entry : `${folder}/${entry}`
      if (entry === '.git') continue
      if (names.has(entry) && !trackedFolders.has(below) && (await isDependencies(workspace, below, entry))) {
        found.push(below)
      } else if (depth + 1 < limitDepth) {
        queue.push({ folder: below, depth: depth + 1 })
      }
    }
  }
  return found.sort()
}

function foldersOf(tracked: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>()
  for (const file of tracked) {
    for (let slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
      const folder = file.slice(0, slash)
      if (folders.has(folder)) break
      folders.add(folder)
    }
  }
  return folders
}

async function isDependencies(workspace: string, folder: string, name: string): Promise<boolean> {
  if (!onlyWithMarker.has(name)) return true
  try {
    await access(path.join(workspace, folder, 'pyvenv.cfg'))
    return true
  } catch {
    return false
  }
}

async function directoriesIn(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  } catch {
    return []
  }
}
