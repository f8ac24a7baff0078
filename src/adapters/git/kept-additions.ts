import { chmodSync, lstatSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { removeTree } from '../remove-tree.js'
import { lookAt } from './whole-files.js'

/**
 * Something that was added to a checkout on purpose, mostly dependencies: a link, a directory of links, or `real` where
 * set-up commands wrote files whose content only they know.
 */
export type Addition =
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'links'; readonly entries: ReadonlyMap<string, Addition> }
  | { readonly kind: 'real' }

/** Programs of dependencies lie here: they come before the machine's own on PATH. */
const groups = /^(?:@.+|\.bin)$/

export function additionAt(file: string): Addition {
  const found = lstatSync(file)
  if (found.isSymbolicLink()) return { kind: 'link', target: readlinkSync(file) }
  const isDependencies =
    found.isDirectory() && (path.basename(file) === 'node_modules' || groups.test(path.basename(file)))
  if (!isDependencies) return { kind: 'real' }
  return {
    kind: 'links',
    entries: new Map(readdirSync(file).map((name) => [name, additionAt(path.join(file, name))])),
  }
}

/** True where nothing but links is in it: then it can be brought back without running anything. */
export function isOfLinks(addition: Addition): boolean {
  return addition.kind === 'link' || (addition.kind === 'links' && [...addition.entries.values()].every(isOfLinks))
}

/**
 * Brings an addition back to what it was. Tools' caches (names that begin with a dot) may stay with `caches`.
 *
 * @returns false where it is gone and nothing here knows its content
 */
export function restoreAddition(file: string, addition: Addition, caches: boolean): boolean {
  const found = lookAt(file)
  if (addition.kind === 'real') return found !== undefined && !found.isSymbolicLink()
  if (addition.kind === 'link') {
    if (found?.isSymbolicLink() === true && readlinkSync(file) === addition.target) return true
    removeTree(file)
    symlinkSync(addition.target, file)
    return true
  }
  // Its real entries cannot be made here: a directory that is gone with them is gone for good.
  if (found?.isDirectory() !== true) return false
  if ((found.mode & 0o700n) !== 0o700n) chmodSync(file, 0o755)
  return restoreEntries(file, addition.entries, caches)
}

function restoreEntries(folder: string, entries: ReadonlyMap<string, Addition>, caches: boolean): boolean {
  for (const name of namesIn(folder)) {
    const isCache = caches && name.startsWith('.') && name !== '.bin'
    if (!entries.has(name) && !isCache) removeTree(path.join(folder, name))
  }
  for (const [name, addition] of entries) {
    if (!restoreAddition(path.join(folder, name), addition, caches)) return false
  }
  return true
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
