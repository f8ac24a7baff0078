import { lstatSync, opendirSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import path from 'node:path'
import type { Limits } from './limits.js'

/**
 * Watches a run from outside. Limits per process (ulimit) do not hold a tree of them, address space says nothing of
 * memory where runtimes reserve more than they use, and control groups and quotas are not ours to make on a runner.
 */
export interface Watch {
  stop(): void
}

/** Often enough that a process which fills memory as fast as it can has not filled a machine in between. */
const everyMilliseconds = 250
/** Linux counts memory in pages of this size on all machines that runners have. */
const pageBytes = 4096

export interface Watched {
  /** Our own child, or whom it asked to start the command; everything below it counts. Undefined until it is there. */
  readonly pid: () => number | undefined
  readonly writable: readonly string[]
  readonly limits: Limits
}

/** Calls `exceeded` once, with the limit in plain words. */
export function watchRun({ pid, writable, limits }: Watched, exceeded: (what: string) => void): Watch {
  const disk = watchDisk(writable, limits)
  let root: number | undefined
  const timer = setInterval(() => {
    root ??= pid()
    const what = (root === undefined ? undefined : processesOver(root, limits)) ?? disk()
    if (what === undefined) return
    clearInterval(timer)
    exceeded(what)
  }, everyMilliseconds)
  return { stop: () => clearInterval(timer) }
}

function processesOver(pid: number, limits: Limits): string | undefined {
  const all = descendantsOf(pid)
  if (all.length > limits.processes) return `more than ${limits.processes} processes`
  const bytes = all.reduce((sum, each) => sum + ownMemory(each), 0)
  return bytes > limits.memoryBytes ? `more than ${mebibytes(limits.memoryBytes)} MiB of memory` : undefined
}

/** By parents, as /proc tells them to everybody: orphans of a process namespace go to its first process. */
export function descendantsOf(root: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(name)
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found = [root]
  for (const each of found) found.push(...(children.get(each) ?? []))
  return found
}

/** The name in brackets may hold anything, brackets and blanks included: what follows the last one are numbers. */
function parentOf(pid: string): number | undefined {
  const stat = readOrEmpty(`/proc/${pid}/stat`)
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  return Number.isInteger(parent) ? parent : undefined
}

/** Without what it shares with others: forked workers would count the same pages many times. */
function ownMemory(pid: number): number {
  const [, resident = 0, shared = 0] = readOrEmpty(`/proc/${pid}/statm`).split(' ').map(Number)
  return Math.max(0, resident - shared) * pageBytes
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    // It has ended since.
    return ''
  }
}

/**
 * A file system that has lost space or names is the cheap sign; only then is it counted whose they are, and again only
 * after it has lost as much once more. What the copy held at the start is small against the limits and counts.
 */
function watchDisk(writable: readonly string[], limits: Limits): () => string | undefined {
  const [first] = writable
  if (first === undefined) return () => undefined
  let suspicious = freeIn(first)
  return () => {
    const now = freeIn(first)
    if (suspicious.bytes - now.bytes < limits.diskBytes / 2 && suspicious.files - now.files < limits.files / 2)
      return undefined
    suspicious = now
    const used = usageOf(writable, limits)
    if (used.bytes > limits.diskBytes) return `more than ${mebibytes(limits.diskBytes)} MiB on disk`
    return used.files > limits.files ? `more than ${limits.files} files` : undefined
  }
}

interface Usage {
  readonly bytes: number
  readonly files: number
}

function freeIn(directory: string): Usage {
  const { bavail, bsize, ffree } = statfsSync(directory)
  return { bytes: bavail * bsize, files: ffree }
}

/** Counts until a limit is passed; links are counted and never followed. */
function usageOf(directories: readonly string[], limits: Limits): Usage {
  let [bytes, files] = [0, 0]
  const stack = [...directories]
  for (let directory = stack.pop(); directory !== undefined; directory = stack.pop()) {
    for (const entry of entriesOf(directory)) {
      files += 1
      if (entry.isDirectory()) stack.push(path.join(directory, entry.name))
      else bytes += sizeOf(path.join(directory, entry.name))
      if (bytes > limits.diskBytes || files > limits.files) return { bytes, files }
    }
  }
  return { bytes, files }
}

function* entriesOf(directory: string) {
  try {
    const opened = opendirSync(directory)
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) yield entry
    } finally {
      opened.closeSync()
    }
  } catch {
    // Gone since, or closed to us: the next look sees it.
  }
}

/** What it takes on disk, not what it says: a file with holes is small. */
function sizeOf(file: string): number {
  try {
    return lstatSync(file).blocks * 512
  } catch {
    return 0
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 ** 2)
}
