import type { Failure, Run } from '../domain.js'
import type { CheckRun } from './lab/lab.js'
import type { Selection } from './runner.js'
import type { Target } from './target.js'

/** A selection and its runs, all of which ended alike. */
export interface Asked {
  readonly selection: Selection | Failure
  readonly runs: readonly Run[]
}

function whereOf(selection: Selection | Failure): string {
  if ('fingerprint' in selection) return 'replayed'
  return { test: 'alone', file: 'with its own file', all: 'with the whole suite' }[selection.kind]
}

/** `it depends on the other tests: alone it passes (3 of 3 runs), with the whole suite it fails (3 of 3 runs)`. */
export function orderWords(passes: Asked, fails: Asked): string {
  const told = ({ selection, runs }: Asked, how: string): string =>
    `${whereOf(selection)} it ${how} (${runs.length} of ${runs.length} ${runs.length === 1 ? 'run' : 'runs'})`
  return `it depends on the other tests: ${told(passes, 'passes')}, ${told(fails, 'fails')}`
}

/**
 * Of a test that fails alone: the words where it passes among all others, because it needs what they leave behind.
 *
 * @param runs of the target's own selection, all of which failed
 * @param suites runs of the whole suite
 * @returns undefined where it failed in one of them, or did not run
 */
export function needsOthers(target: Target, runs: readonly Run[], suites: readonly CheckRun[]): string | undefined {
  const { selection, ids } = target
  if ('fingerprint' in selection || selection.kind === 'all' || ids.length === 0 || suites.length === 0)
    return undefined
  const passes = suites.every((run) => ids.every((id) => run.statuses?.get(id) === 'passed'))
  return passes ? orderWords({ selection: { kind: 'all' }, runs: suites }, { selection, runs }) : undefined
}
