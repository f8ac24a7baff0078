import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import path from 'node:path'

/**
 * Finds a program once, by absolute path, so that a later change of PATH or of a folder on it has no say.
 *
 * @param outside a directory whose programs do not count: the workspace is foreign ground
 * @returns the absolute path, or undefined where there is none
 */
export function findExecutable(name: string, searchPath: string | undefined, outside?: string): string | undefined {
  const foreign = outside === undefined ? undefined : realpathOrSelf(outside)
  for (const directory of (searchPath ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(directory)) continue
    const candidate = path.join(directory, name)
    if (foreign !== undefined && isInside(foreign, realpathOrSelf(candidate))) continue
    if (isExecutableFile(candidate)) return candidate
  }
  return undefined
}

/** True where `child` is `parent` or lies below it; both absolute and normalised. */
export function isInside(parent: string, child: string): boolean {
  const relative = path.relative(parent, child)
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative))
}

/** The real path of a file, or the path itself where it does not exist. */
export function realpathOrSelf(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    return path.resolve(file)
  }
}

function isExecutableFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
