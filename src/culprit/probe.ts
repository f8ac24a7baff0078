import { BrokenWorld } from '../domain.js'
import type { Repository } from '../ports.js'
import type { CheckRun, Lab } from '../trial/lab/lab.js'
import { stateOf, type Target } from '../trial/target.js'
import type { Answer } from './bisect.js'
import { overlayOf } from './overlay.js'

/** What asking a commit takes. */
export interface Station {
  readonly repository: Repository
  readonly lab: Lab
  /** The commit on which the failure was reproduced. */
  readonly base: string
  readonly target: Target
  /** The run on the base that failed: what counts as the same failure is read from it. */
  readonly failing: CheckRun
  readonly timeoutSeconds: number
}

/** Runs the failing test, or the replay, in a clean copy of the commit. */
export async function probe(station: Station, commit: string): Promise<Answer> {
  const { repository, lab, target, base } = station
  const overlay = await overlayOf(repository, target, { base, old: commit }, lab.plan.reproduceCommand ?? '')
  const tree = overlay.files.length === 0 ? commit : await repository.writeTree(commit, overlay)
  try {
    const copy = await lab.copyOf(tree)
    try {
      return judge(station, await lab.run(copy, target.selection, station.timeoutSeconds))
    } finally {
      await lab.discard(copy)
    }
  } catch (error) {
    // A set-up that fails on an old commit says nothing about the failure.
    if (error instanceof BrokenWorld && error.outcome === 'not-reproduced') return 'skip'
    throw error
  }
}

/** 125 is how scripts for `git bisect run` say "skip"; 126 and 127 are the shell's "cannot run" and "not found". */
const saysNothing: ReadonlySet<number> = new Set([125, 126, 127])

/** Bad is only what fails as the base does: a test that dies of something else tells nothing about this failure. */
export function judge({ target, failing }: Pick<Station, 'target' | 'failing'>, run: CheckRun): Answer {
  if (saysNothing.has(run.exit)) return 'skip'
  if (run.timedOut) return failing.timedOut ? 'bad' : 'skip'
  const state = stateOf(target, run)
  if (state === 'passing') return 'good'
  if (state === 'absent') return 'skip'
  const recognised = (one: CheckRun): boolean => one.reading.sightings.some((sighting) => target.recognises(sighting))
  if (recognised(run)) return 'bad'
  // Where the base's own run prints nothing that can be recognised, the exit code is all there is.
  return !recognised(failing) && run.reading.sightings.length === 0 ? 'bad' : 'skip'
}
