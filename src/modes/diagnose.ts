import { BrokenWorld, type Failure, type Outcome, type Reading } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { mapsBeside } from '../signals/source-maps/beside.js'
import { openMaps } from '../signals/source-maps/open-maps.js'
import { retryWords } from '../signals/tally.js'
import { choose } from '../triage/choose.js'
import { environmentCause } from '../triage/environment.js'
import { triage } from '../triage/triage.js'
import { deploymentOf } from './reading/deployment.js'
import { gatherSignals } from './reading/signals.js'
import { end, type Journal, type Step, type World } from './world.js'

/** Reads the signals, groups the failures, says what it sees. Touches nothing. */
export async function diagnose(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  const seen = await see(world, inputs, journal)
  if ('ended' in seen) return seen.ended
  const failure = seen.value
  const count = journal.failures.length
  const more = count === 1 ? '1 failure' : `${count} failures`
  const where = failure.location === undefined ? '' : ` at ${failure.location.file}:${failure.location.line ?? '?'}`
  return {
    outcome: 'diagnosed',
    reason: `${more}; first to look at: ${failure.title}${where}`,
    next: 'read the job summary or report.json, or run mode heal',
  }
}

/** From signals to the one failure worth healing. */
export async function see(world: World, inputs: Inputs, journal: Journal): Promise<Step<Failure>> {
  const sourceMaps = openMaps(mapsBeside(world.workspace, world.workspaceText))
  const scope = { root: world.workspace, files: await trackedFiles(world), sourceMaps }
  const gathered = await world.log.group('read signals', async () => {
    const step = await gatherSignals(world, inputs, scope)
    if ('value' in step) for (const reading of step.value) world.log.info(describe(reading))
    return step
  })
  if ('ended' in gathered) return gathered
  journal.readings = gathered.value
  const deployment = await deploymentOf(world, gathered.value)
  journal.failures = triage(gathered.value, deployment === undefined ? {} : { deployment }, world.clock.now())
  if (journal.failures.length === 0) return nothingFound(gathered.value)
  const failure = choose(journal.failures, inputs.failure)
  if (failure === undefined) {
    return end(
      'no-failure',
      `the failure ${inputs.failure} is not in these signals`,
      'nothing to do: it is gone, or take a fingerprint from the output matrix',
    )
  }
  journal.chosen = failure.fingerprint
  return { value: failure }
}

/** Whether the environment failed rather than the code: nothing that a change of code would mend. */
export function environmentEnding(failure: Failure): Step<undefined> {
  const cause = environmentCause(failure)
  if (cause === undefined) return { value: undefined }
  return end(
    'diagnosed',
    `a failure of the environment, not of the code: ${cause}`,
    'mend the environment and run again; no fix was tried',
  )
}

/** A tool that could not read its input never says that there was no failure. */
function nothingFound(readings: readonly Reading[]): { ended: Outcome } {
  const broken = readings.find((reading) => reading.incomplete)
  if (broken !== undefined) {
    return end(
      'error-config',
      `${broken.source}: ${broken.notes[0] ?? 'could not be read to its end'}`,
      'give the whole report, or another signal',
    )
  }
  const retried = readings.flatMap((reading) => reading.retried ?? [])
  const [first] = retried
  if (first !== undefined) {
    const more = retried.length === 1 ? '' : `, and ${retried.length - 1} more tests likewise`
    return end('flaky', `flaky: ${retryWords(first)}${more}`, 'mend the test first; no fix was tried')
  }
  const tests = readings.reduce((sum, reading) => sum + (reading.tests?.total ?? 0), 0)
  const what = tests > 0 ? `${tests} tests, none failed` : 'no failure in the signals'
  return end('no-failure', what, 'nothing to do')
}

function describe(reading: Reading): string {
  const { tests } = reading
  const counts = tests === undefined ? '' : `, ${tests.total} tests, ${tests.failed + tests.errored} failed`
  const notes = reading.notes.length === 0 ? '' : ` (${reading.notes.join('; ')})`
  return `${reading.source}: ${reading.format}, ${reading.bytes} bytes${counts}, ${reading.sightings.length} sightings${notes}`
}

/** Reading a report needs no repository; without one, no frame counts as inside it. */
async function trackedFiles(world: World): Promise<ReadonlySet<string>> {
  try {
    const repository = await world.repository()
    return new Set((await repository.entries(repository.head)).map((entry) => entry.path))
  } catch (error) {
    if (error instanceof BrokenWorld && error.outcome === 'error-config') return new Set()
    throw error
  }
}
