import { chmodSync, lstatSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/**
 * Removes a directory that foreign code may have filled: directories without permissions are opened first. Links are
 * removed, never followed. Synchronous, because the end of the process waits for nothing else.
 */
export function removeTree(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true })
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOTEMPTY') throw error
    openDirectories(directory)
    rmSync(directory, { recursive: true, force: true })
  }
}

/** Depth is bounded by PATH_MAX: a stack of our own instead of recursion keeps even that off the call stack. */
function openDirectories(root: string): void {
  const stack = [root]
  for (let directory = stack.pop(); directory !== undefined; directory = stack.pop()) {
    try {
      if (!lstatSync(directory).isDirectory()) continue
      chmodSync(directory, 0o700)
      for (const entry of readdirSync(directory, { withFileTypes: true })) {
        if (entry.isDirectory()) stack.push(path.join(directory, entry.name))
      }
    } catch {
      // Whatever cannot be opened is reported by the removal that follows.
    }
  }
}
