import type { DetectedChecks, KnownRunner } from '../command/detect.js'
import { pythonPath } from './python-path.js'

/** Where tests run, and by what; `inside` is empty or a slash and the folder below the root of a copy. */
export interface Place {
  readonly inside: string
  readonly command: string
  readonly checks: DetectedChecks | undefined
}

/** What every command of the project finds in its environment, beside what the sandbox sets. */
export function testEnvironment(
  files: ReadonlySet<string>,
  directory: string,
  runner: KnownRunner | undefined,
  isOffline: boolean,
): Record<string, string> {
  return {
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    ...pythonPath(files, directory),
    ...runner?.is.environment,
    ...(isOffline ? runner?.is.offline?.environment : {}),
  }
}
