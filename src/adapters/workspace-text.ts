import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { WorkspaceText } from '../ports.js'
import { isInside, realpathOrSelf } from './find-executable.js'

/** Bundles with an inline source map hold every source twice, and are tens of megabytes. */
const longestFile = 48 * 1024 ** 2

/** Text of regular files of the workspace, by path relative to it. A link that leads out of it is no file. */
export function workspaceText(workspace: string): WorkspaceText {
  const root = realpathOrSelf(workspace)
  return (file) => {
    try {
      const real = realpathSync(path.resolve(root, file))
      return isInside(root, real) ? regularText(real) : undefined
    } catch {
      return undefined
    }
  }
}

function regularText(real: string): ReturnType<WorkspaceText> {
  // A pipe would wait for a writer; what has become a link since is not followed.
  const descriptor = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const found = fstatSync(descriptor)
    if (!found.isFile()) return undefined
    if (found.size > longestFile) return { why: `is larger than ${longestFile / 1024 ** 2} MiB` }
    return readFileSync(descriptor, 'utf8')
  } finally {
    closeSync(descriptor)
  }
}
