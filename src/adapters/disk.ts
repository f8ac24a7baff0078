import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { BrokenWorld } from '../domain.js'

const full: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EFBIG'])

/**
 * Runs a write. A disk that is full, over quota or read-only becomes BrokenWorld('error-disk') that names the path
 * and the free space; every other error stays as it is.
 */
export async function writing<T>(target: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!full.has(code)) throw error
    throw new BrokenWorld(
      'error-disk',
      `cannot write ${target} (${code}); ${await freeSpace(target)}`,
      'Free disk space on the runner, or point RUNNER_TEMP to a disk that has some.',
      { cause: error },
    )
  }
}

/** In words, of the disk that a path lies on or would lie on. */
export async function freeSpace(target: string): Promise<string> {
  for (let directory = target; ; directory = path.dirname(directory)) {
    try {
      const { bavail, bsize } = await statfs(directory)
      return `${Math.floor((bavail * bsize) / 1024 ** 2)} MiB are free there`
    } catch {
      if (directory === path.dirname(directory)) return 'free space unknown'
    }
  }
}
