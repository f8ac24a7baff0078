import os from 'node:os'

/** What all processes of one run may use together. */
export interface Limits {
  readonly memoryBytes: number
  /** Below the writable directories. */
  readonly diskBytes: number
  /** There: a file system runs out of names before it runs out of space. */
  readonly files: number
  readonly processes: number
}

const gibibyte = 1024 ** 3

/**
 * Limits for this machine. A quarter of the memory stays with the runner, whose end would be the end of the job. Disk: a
 * debug build of a large project takes a few GiB. Processes: test runners with many workers need a few hundred.
 */
export function limitsHere(): Limits {
  // Inside a container the machine's memory is not ours.
  const constrained = process.constrainedMemory()
  const memory = constrained > 0 ? Math.min(os.totalmem(), constrained) : os.totalmem()
  return { memoryBytes: Math.floor(memory * 0.75), diskBytes: 8 * gibibyte, files: 500_000, processes: 2048 }
}

/** Of a private file system in memory: what it holds is memory of the machine. */
export function memoryFileSystemBytes(): number {
  return Math.min(2 * gibibyte, Math.floor(os.totalmem() / 4))
}

/** Of one that only holds the places where others are mounted. */
export const emptyFileSystemBytes = 16 * 1024 ** 2
