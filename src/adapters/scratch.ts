import { constants, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, open, realpath } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Scratch } from '../ports.js'
import { writing } from './disk.js'
import { isInside } from './find-executable.js'
import { linkDependencyDirectory } from './link-dependencies.js'
import { removeTree } from './remove-tree.js'

export interface OpenedScratch extends Scratch {
  /** Real, absolute path; nobody but this user may look in. */
  readonly root: string
  /** Removes everything now; the end of the process and SIGINT, SIGTERM, SIGHUP do so too. */
  dispose(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Opens a scratch root below `parent`: the runner's temp folder, else the system's. */
export async function openScratch(parent = process.env['RUNNER_TEMP'] ?? os.tmpdir()): Promise<OpenedScratch> {
  const root = await writing(parent, async () => {
    await mkdir(parent, { recursive: true })
    return realpath(await mkdtemp(path.join(parent, 'suture-')))
  })
  const dispose = disposeAtExit(root)
  return {
    root,
    dispose,
    async directory(purpose) {
      const prefix = path.join(root, `${purpose.replaceAll(/[^a-zA-Z0-9-]/g, '-').slice(0, 40)}-`)
      return writing(prefix, () => mkdtemp(prefix))
    },
    async linkDependencies(from, to) {
      requireOwn(root, to)
      await writing(to, () => linkDependencyDirectory(from, to))
    },
    async writeFile(file, text) {
      requireOwn(root, file)
      await writing(file, () => writeOwn(root, file, text))
    },
    readFile: (file, limit) => readForeign(root, file, limit),
    async remove(target) {
      if (target === root) throw new Error('the scratch root goes with dispose()')
      requireOwn(root, target)
      removeTree(target)
    },
  }
}

/** Removes what `openScratch` made, whether or not foreign code took away permissions. */
export function disposeScratch(scratch: OpenedScratch): void {
  scratch.dispose()
}

function disposeAtExit(root: string): () => void {
  const atExit = () => removeQuietly(root)
  const atSignal = (signal: NodeJS.Signals) => {
    removeQuietly(root)
    // Without another listener the signal keeps its meaning; with one, that listener decides how the process ends.
    if (process.listenerCount(signal) > 1) return
    process.removeListener(signal, atSignal)
    process.kill(process.pid, signal)
  }
  process.on('exit', atExit)
  for (const signal of signals) process.on(signal, atSignal)
  return () => {
    removeTree(root)
    process.removeListener('exit', atExit)
    for (const signal of signals) process.removeListener(signal, atSignal)
  }
}

/** On the way out there is nobody left to tell: the runner empties its temp folder after the job. */
function removeQuietly(root: string): void {
  try {
    removeTree(root)
  } catch {}
}

function requireOwn(root: string, file: string): void {
  if (!isInside(root, path.resolve(file))) throw new Error(`${file} is outside the scratch root`)
}

/** A parent that foreign code turned into a link must not lead our writing or reading elsewhere. */
function parentIsOwn(root: string, file: string): boolean {
  try {
    return isInside(root, realpathSync(path.dirname(file)))
  } catch {
    return false
  }
}

async function writeOwn(root: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  if (!parentIsOwn(root, file)) throw new Error(`${file} leads out of the scratch root`)
  const { O_WRONLY, O_CREAT, O_TRUNC, O_NOFOLLOW } = constants
  const handle = await open(file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o644)
  try {
    await handle.writeFile(text)
  } finally {
    await handle.close()
  }
}

async function readForeign(root: string, file: string, limit: number): Promise<Uint8Array | undefined> {
  if (!isInside(root, path.resolve(file)) || !parentIsOwn(root, file)) return undefined
  // O_NONBLOCK: opening a FIFO that nobody writes to would wait for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  const handle = await open(file, flags).catch(() => undefined)
  if (handle === undefined) return undefined
  try {
    const found = await handle.stat()
    if (!found.isFile() || found.size > limit) return undefined
    const buffer = Buffer.alloc(found.size)
    let filled = 0
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return buffer.subarray(0, filled)
  } finally {
    await handle.close()
  }
}
