import type { Failure } from '../../domain.js'

/** The failure with the command that shows it: the project's own check where no test does. */
export interface CheckedFailure extends Failure {
  readonly command: string
}

/** A command that may show a failure. */
export interface KnownCheck {
  readonly command: string
  /** Where it was found, for people. */
  readonly why: string
}

export function isChecked(failure: Failure): failure is CheckedFailure {
  return 'command' in failure
}

/**
 * What `reproduce-command` reads: the failure as report.json has it, the original record under `event`, and the
 * record's own fields beside them where the names are free, so that a replay written for the record works as it is.
 */
export function replayedEvent(failure: Failure): Record<string, unknown> {
  const { event, ...rest } = failure
  const record = typeof event === 'object' && event !== null && !Array.isArray(event) ? event : {}
  return { ...record, ...rest, event }
}
