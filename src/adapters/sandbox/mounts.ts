import { lstatSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { isInside, realpathOrSelf } from '../find-executable.js'
import type { Mount } from './confinement.js'

export interface MountWishes {
  /** Directories and files that must not be seen. */
  readonly hidden: readonly string[]
  /** Directories that stay visible, also inside hidden ones. */
  readonly readable: readonly string[]
  readonly writable: readonly string[]
  /** The command becomes another user: a directory that is closed to others needs a way in. */
  readonly otherUser: boolean
}

/** Where every process on the machine meets: sockets of daemons, files of other programs. */
const alwaysHidden = ['/tmp', '/var/tmp', '/run', '/var/run', '/dev/shm'] as const
const openToAll: ReadonlySet<string> = new Set(['/tmp', '/var/tmp', '/dev/shm'])

/**
 * Turns wishes into mounts, parents before children: the deeper path has the last word, and at the same path
 * writable beats readable beats hidden.
 */
export function planMounts(wishes: MountWishes): readonly Mount[] {
  const byPath = new Map<string, Mount>()
  for (const hidden of [...alwaysHidden, ...wishes.hidden]) addMask(byPath, realpathOrSelf(hidden))
  for (const readable of wishes.readable) addReadable(byPath, realpathOrSelf(readable), wishes)
  for (const writable of wishes.writable) addBind(byPath, realpathOrSelf(writable), true)
  const sorted = [...byPath.values()].sort((a, b) => depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1))
  const needed = sorted.filter((mount) => mount.kind === 'bind' || nearestAbove(mount, sorted)?.kind !== 'mask')
  const made = new Set<string>()
  return needed
    .flatMap((mount) => [...missingParents(mount, needed), mount])
    .filter((mount) => !made.has(mount.path) && made.add(mount.path))
}

/** True where a path of the host is the same file inside. */
export function isVisible(mounts: readonly Mount[], file: string): boolean {
  let visible = true
  for (const mount of mounts) if (isInside(mount.path, file)) visible = mount.kind === 'bind'
  return visible
}

function addMask(byPath: Map<string, Mount>, hidden: string): void {
  const kind = kindOf(hidden)
  if (kind === 'directory') {
    byPath.set(hidden, { kind: 'mask', path: hidden, mode: openToAll.has(hidden) ? '1777' : '755' })
  } else if (kind === 'file') byPath.set(hidden, { kind: 'mask-file', path: hidden })
}

/** A directory that only its owner may enter is replaced by one of ours that holds its children. */
function addReadable(byPath: Map<string, Mount>, readable: string, wishes: MountWishes): void {
  const isClosed = kindOf(readable) === 'directory' && (statSync(readable).mode & 0o5) !== 0o5
  if (!wishes.otherUser || !isClosed) {
    addBind(byPath, readable, false)
    return
  }
  byPath.set(readable, { kind: 'mask', path: readable, mode: '755' })
  const hidden = new Set(wishes.hidden.map(realpathOrSelf))
  for (const name of readdirSync(readable)) {
    const child = path.join(readable, name)
    if (!hidden.has(child)) addBind(byPath, child, false)
  }
}

function addBind(byPath: Map<string, Mount>, target: string, writable: boolean): void {
  const kind = kindOf(target)
  if (kind === undefined) return
  byPath.set(target, { kind: 'bind', path: target, writable, isDirectory: kind === 'directory' })
}

/** Directories between a mask and what is bound below it. */
function missingParents(mount: Mount, all: readonly Mount[]): readonly Mount[] {
  const above = nearestAbove(mount, all)
  if (above?.kind !== 'mask') return []
  const between: Mount[] = []
  for (let parent = path.dirname(mount.path); parent !== above.path; parent = path.dirname(parent)) {
    between.unshift({ kind: 'directory', path: parent })
  }
  return between
}

/** What is masked is gone with all that is in it: a mask below a mask has nothing to hide. */
function nearestAbove(mount: Mount, sorted: readonly Mount[]): Mount | undefined {
  return sorted.filter((other) => other.path !== mount.path && isInside(other.path, mount.path)).at(-1)
}

function kindOf(file: string): 'directory' | 'file' | undefined {
  try {
    const found = lstatSync(file)
    if (found.isDirectory()) return 'directory'
    return found.isSymbolicLink() ? undefined : 'file'
  } catch {
    return undefined
  }
}

function depth(file: string): number {
  return file === '/' ? 0 : file.split('/').length
}
