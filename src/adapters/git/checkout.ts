import { chmod, lstat, mkdir, rm, symlink, unlink } from 'node:fs/promises'
import path from 'node:path'
import type { TreeEntry } from '../../ports.js'
import { type Git, gitFailed, isMissingObject } from './run-git.js'

export interface CheckoutTools {
  readonly git: Git
  readonly entries: (treeish: string) => Promise<readonly TreeEntry[]>
  readonly blob: (id: string) => Promise<Uint8Array>
  /** A fresh path for a private index. */
  readonly indexFile: () => string
}

/** What a checkout left out, by path. */
export interface CheckoutGaps {
  readonly links: readonly string[]
  readonly submodules: readonly string[]
}

/**
 * Writes a tree into an empty directory, byte by byte as in git. Links come last and only where they stay inside,
 * so that no file is ever written through one.
 */
export async function checkoutTree(tree: string, directory: string, tools: CheckoutTools): Promise<CheckoutGaps> {
  await mkdir(directory, { recursive: true })
  const [entries] = await Promise.all([tools.entries(tree), writeFiles(tree, directory, tools)])
  await fixModes(entries, directory)
  const links: string[] = []
  for (const entry of entries) {
    if (entry.mode === '120000' && !(await writeLink(entry, directory, tools.blob))) links.push(entry.path)
  }
  return { links, submodules: entries.filter((entry) => entry.mode === '160000').map((entry) => entry.path) }
}

async function writeFiles(tree: string, directory: string, tools: CheckoutTools): Promise<void> {
  const index = tools.indexFile()
  const environment = { GIT_WORK_TREE: directory, GIT_INDEX_FILE: index }
  try {
    await tools.git(['read-tree', tree], { environment })
    const result = await tools.git(['checkout-index', '--all', '--quiet'], { environment, directory, mayFail: true })
    // Older versions end with 0 all the same.
    if (result.exit !== 0 || isMissingObject(result.stderr))
      throw await gitFailed(['checkout-index'], result, directory)
  } finally {
    await rm(index, { force: true })
  }
}

/** git leaves the last word on modes to the umask; under an unusual one the files would not be those of the tree. */
export async function fixModes(entries: readonly TreeEntry[], directory: string): Promise<void> {
  const files = entries.filter((entry) => entry.mode === '100644' || entry.mode === '100755')
  const sample = files[0]
  if (sample === undefined || sample.path.includes('\uFFFD')) return
  const wanted = Number.parseInt(sample.mode.slice(-3), 8)
  if (((await lstat(path.join(directory, sample.path))).mode & 0o777) === wanted) return
  for (const file of files) {
    if (file.path.includes('\uFFFD')) continue
    await chmod(path.join(directory, file.path), Number.parseInt(file.mode.slice(-3), 8))
  }
}

/** git wrote the link's target as a plain file (core.symlinks=false); put the link in its place, or nothing. */
export async function writeLink(entry: TreeEntry, directory: string, blob: CheckoutTools['blob']): Promise<boolean> {
  if (entry.path.includes('\uFFFD')) return false
  const file = path.join(directory, entry.path)
  const target = Buffer.from(await blob(entry.id)).toString('utf8')
  await unlink(file)
  if (!staysInside(entry.path, target)) return false
  await symlink(target, file)
  return true
}

/**
 * A target stays inside where it is relative, climbs only at its start, and not above the root. A `..` after a name
 * is refused: the name may itself be a link, and then no reading of the text says where it leads.
 */
export function staysInside(link: string, target: string): boolean {
  if (target === '' || target.includes('\0') || target.includes('\uFFFD') || target.startsWith('/')) return false
  const parts = target.split('/').filter((part) => part !== '' && part !== '.')
  const climbs = parts.findIndex((part) => part !== '..')
  const up = climbs === -1 ? parts.length : climbs
  if (parts.slice(up).includes('..')) return false
  if (parts.slice(up).some((part) => part.toLowerCase() === '.git')) return false
  return up <= link.split('/').length - 1
}
