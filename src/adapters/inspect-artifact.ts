import { lstat, realpath } from 'node:fs/promises'
import { isInside } from './find-executable.js'

/** Reports and logs of real suites are megabytes; streaming more than this takes longer than the job. */
const limitBytes = 2 * 1024 ** 3

/**
 * Says why a path is no artifact, in a sentence a person can act on, or gives the real path of the file.
 * Returns undefined where nothing is there.
 *
 * @param workspace real path; a link inside it must not lead out
 */
export async function inspectArtifact(
  file: string,
  workspace: string,
): Promise<{ readonly path: string } | { readonly why: string } | undefined> {
  let real: string
  try {
    await lstat(file)
    real = await realpath(file)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ELOOP') return { why: 'is a symbolic link in a circle' }
    if (code === 'EACCES') return { why: 'is not readable for this user' }
    const isDangling = await lstat(file).then(
      () => true,
      () => false,
    )
    return isDangling ? { why: 'is a symbolic link to nothing' } : undefined
  }
  if (isInside(workspace, file) && !isInside(workspace, real)) {
    return { why: 'is a symbolic link that leads out of the workspace' }
  }
  const found = await lstat(real)
  if (found.isDirectory()) return { why: 'is a directory: name the files in it, for example with `/**/*.xml`' }
  if (found.isFIFO()) return { why: 'is a named pipe: use `-` to read standard input' }
  if (found.isSocket()) return { why: 'is a socket' }
  if (!found.isFile()) return { why: 'is a device' }
  // Root could read it all the same; whoever took the permissions away meant it.
  if ((found.mode & 0o444) === 0) return { why: 'is not readable: nobody has permission to read it' }
  if (found.size > limitBytes) return { why: `is larger than 2 GiB (${found.size} bytes)` }
  return { path: real }
}
