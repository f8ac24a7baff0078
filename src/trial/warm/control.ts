import type { Patch, PatchFile } from '../../domain.js'
import type { CheckRun } from '../lab/check-run.js'
import { stateOf, type Target } from '../target.js'

/** Nothing changed: the base commit as it is. */
export const untouched: Patch = { files: [] }

/** Whether a warm run fails as the plain ones do: the same test, for the same reason. */
export function failsAlike(target: Target, hangs: boolean, run: CheckRun | undefined): boolean {
  if (run === undefined || run.timedOut !== hangs) return false
  if (hangs) return true
  return stateOf(target, run) === 'failing' && run.reading.sightings.some((sighting) => target.recognises(sighting))
}

/** The file broken on purpose, so that whoever reads it must fail in another way. */
export function broken(file: PatchFile): PatchFile {
  const before = file.before ?? ''
  const throws = /\.py$/.test(file.path)
    ? "raise RuntimeError('suture: control')\n"
    : /\.[cm]?[jt]sx?$/.test(file.path)
      ? "throw new Error('suture: control');\n"
      : 'suture: control {\n'
  return { ...file, before, after: throws + before }
}
