import { createHash } from 'node:crypto'
import { type BigIntStats, lstatSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import type { TreeEntry } from '../../ports.js'
import { staysInside } from './checkout.js'

/** A tracked file as it was when it was last known to be whole. */
export interface Known {
  readonly id: string
  readonly mode: string
  readonly stamp: string
}

/** Reading a larger file costs more than writing it anew, and such files are rare. */
const limitRead = 32 * 1024 * 1024

export function lookAt(file: string): BigIntStats | undefined {
  try {
    return lstatSync(file, { bigint: true, throwIfNoEntry: false })
  } catch {
    // A parent is closed or no directory: what lies there is not what was there.
    return undefined
  }
}

/**
 * What changes with a file's content. The change time is among it: a command that writes a file and puts its
 * modification time back cannot put that one back.
 */
export function stampOf(found: BigIntStats): string {
  return [found.ino, found.size, found.mtimeNs, found.ctimeNs, found.mode].join(':')
}

/** A link that leads out of the repository is not checked out: that nothing is there is how it should be. */
export function leftOut(entry: TreeEntry): Known {
  return { id: entry.id, mode: entry.mode, stamp: absent }
}

const absent = 'absent'

/** What git wrote a moment ago, before anything else ran: there is no need to read it again. */
export function knownAsWritten(directory: string, entry: TreeEntry): Known {
  const found = lookAt(path.join(directory, entry.path))
  return { id: entry.id, mode: entry.mode, stamp: found === undefined ? absent : stampOf(found) }
}

/**
 * What is known of a file from now on, where it is what the tree says; undefined where it has to be written again.
 * A stamp that differs alone is no proof: ownership may have been given away, so then its content is read.
 */
export function knownIfWhole(directory: string, entry: TreeEntry, known: Known | undefined): Known | undefined {
  const file = path.join(directory, entry.path)
  const found = lookAt(file)
  const stamp = found === undefined ? absent : stampOf(found)
  if (known?.stamp === stamp && known.id === entry.id && known.mode === entry.mode) return known
  if (found === undefined) return undefined
  return isContent(file, found, entry) ? { id: entry.id, mode: entry.mode, stamp } : undefined
}

function isContent(file: string, found: BigIntStats, entry: TreeEntry): boolean {
  if (entry.mode === '120000') {
    const target = found.isSymbolicLink() ? readlinkSync(file) : ''
    return staysInside(entry.path, target) && hashOf(Buffer.from(target), entry) === entry.id
  }
  const wanted = BigInt(Number.parseInt(entry.mode.slice(-3), 8))
  // A second name for the file would let a later run change it unseen.
  if (!found.isFile() || found.nlink !== 1n || (found.mode & 0o7777n) !== wanted || found.size > limitRead) return false
  try {
    return hashOf(readFileSync(file), entry) === entry.id
  } catch {
    return false
  }
}

/** git's own id of a blob: SHA-1, or SHA-256 where ids are that long. */
function hashOf(bytes: Buffer, { id }: TreeEntry): string {
  return createHash(id.length === 64 ? 'sha256' : 'sha1')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex')
}
