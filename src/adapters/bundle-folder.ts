import { lstat, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { BrokenWorld } from '../domain.js'
import { writing } from './disk.js'

/** The largest policy is 5000 lines; a bundle beyond this was not written by us. */
const largestFile = 32 * 1024 * 1024

/** Text of a regular file, or undefined where there is none; links and giants are refused. */
export async function readSmallFile(file: string): Promise<string | undefined> {
  const stat = await lstat(file).catch(() => undefined)
  if (stat === undefined) return undefined
  if (!stat.isFile() || stat.size > largestFile) {
    throw new BrokenWorld(
      'error-config',
      `${file} is not a regular file of a sensible size`,
      'give the folder that the earlier job uploaded',
    )
  }
  return readFile(file, 'utf8')
}

/** Writes a file so that it is there whole or not at all. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const half = `${file}.${process.pid}.tmp`
  try {
    await writing(file, async () => {
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(half, text)
      await rename(half, file)
    })
  } catch (error) {
    if (error instanceof BrokenWorld) throw error
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new BrokenWorld('error-disk', `cannot write ${file} (${code})`, 'give the input report another place', {
      cause: error,
    })
  }
}
