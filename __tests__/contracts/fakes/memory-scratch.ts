import path from 'node:path'
import type { Scratch } from '../../../src/ports.js'

export interface MemoryScratch extends Scratch {
  /** What is there, by path. */
  readonly files: Map<string, string>
  readonly directories: Set<string>
  /** `to` → `from` of every link. */
  readonly links: Map<string, string>
}

/** Scratch directories in memory: for tests that look at what was written, and run nothing. */
export function memoryScratch(root = '/scratch'): MemoryScratch {
  const files = new Map<string, string>()
  const directories = new Set<string>()
  const links = new Map<string, string>()
  const own = (file: string) => {
    if (!`${path.posix.normalize(file)}/`.startsWith(`${root}/`)) throw new Error(`${file} is outside the scratch root`)
  }
  return {
    files,
    directories,
    links,
    async directory(purpose) {
      const made = `${root}/${purpose.replaceAll(/[^a-zA-Z0-9-]/g, '-')}-${directories.size + 1}`
      directories.add(made)
      return made
    },
    async linkDependencies(from, to) {
      own(to)
      links.set(to, from)
    },
    async writeFile(file, text) {
      own(file)
      files.set(file, text)
    },
    async readFile(file, limit) {
      const text = files.get(file)
      if (text === undefined || Buffer.byteLength(text) > limit) return undefined
      return Buffer.from(text)
    },
    async remove(target) {
      own(target)
      for (const known of [files, links]) {
        for (const name of known.keys()) if (`${name}/`.startsWith(`${target}/`)) known.delete(name)
      }
      directories.delete(target)
    },
  }
}
