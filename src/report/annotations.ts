import { exitCodes, type Failure, type Outcome } from '../domain.js'
import { oneLine } from '../safe-text/visible.js'
import { outcomeWords } from './outcome-words.js'

/** What `core.error`, `core.warning` and `core.notice` take; `file` and lines only where they are in the repository. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly startLine?: number
  readonly startColumn?: number
}

/** GitHub shows ten annotations of a level a step; one is kept for the ending. */
const maxFailures = 9

/**
 * The ending first, then a line for each failure, at its place. Failures warn: that they are there is no fault of this
 * run, and the job that found them is red already. Redact before.
 */
export function annotationsFor(failures: readonly Failure[], outcome: Outcome): readonly Annotation[] {
  const ending: Annotation = {
    level: exitCodes[outcome.outcome] === 0 ? 'notice' : 'error',
    title: `Suture: ${outcomeWords[outcome.outcome]}`,
    message: oneLine(`${outcome.reason}; ${outcome.next}`, 400),
  }
  return [ending, ...failures.slice(0, maxFailures).map(annotationOf)]
}

function annotationOf(failure: Failure): Annotation {
  const { location, frames } = failure
  // A place is shown only where a tracked file is meant: elsewhere it would point into somebody else's code.
  const tracked = frames.some((frame) => frame.inRepository && frame.file === location?.file) || frames.length === 0
  const place = tracked && location !== undefined ? location : undefined
  return {
    level: 'warning',
    title: oneLine(failure.title, 120),
    message: oneLine(`${failure.message || failure.title} (${failure.fingerprint})`, 400),
    ...(place === undefined ? {} : { file: oneLine(place.file, 400) }),
    ...(place?.line === undefined ? {} : { startLine: place.line }),
    ...(place?.line === undefined || place.column === undefined ? {} : { startColumn: place.column }),
  }
}
