import { constants } from 'node:fs'
import { cp, mkdir, readdir, readlink, stat, symlink } from 'node:fs/promises'
import path from 'node:path'

/** Tools write these inside node_modules while tests run: left out, they are made afresh in the copy. */
const caches: ReadonlySet<string> = new Set(['.cache', '.vite', '.vite-temp', '.vitest', '.tmp'])

/**
 * Makes dependencies at `from` visible at `to`, which must not exist yet.
 *
 * - `node_modules` becomes a real directory of links, so that the copy's tools can write their caches there. Relative
 *   links stay as they are: a monorepo's packages then resolve into the copy, not into the workspace.
 * - A Composer `vendor` is copied: PHP resolves links, and its autoloader would load the workspace's own classes.
 * - Everything else (Python environments, `.yarn`, `.bundle`) is one link.
 */
export async function linkDependencyDirectory(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true })
  if (path.basename(from) === 'node_modules') return linkEntries(from, to)
  if (await exists(path.join(from, 'autoload.php'))) {
    return cp(from, to, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
  }
  await symlink(from, to)
}

async function linkEntries(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (caches.has(entry.name)) continue
    const source = path.join(from, entry.name)
    const target = path.join(to, entry.name)
    const isGroup = entry.isDirectory() && (entry.name.startsWith('@') || entry.name === '.bin')
    if (isGroup) await linkEntries(source, target)
    else await symlink(entry.isSymbolicLink() ? await keepRelative(source) : source, target)
  }
}

async function keepRelative(link: string): Promise<string> {
  const target = await readlink(link)
  return path.isAbsolute(target) ? link : target
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch {
    return false
  }
}
