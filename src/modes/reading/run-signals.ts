import type { Outcome, Reading } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { WorkflowRun } from '../../ports.js'
import { openReading, type Scope } from '../../signals/read.js'
import { end, type Step, type Trigger, type World } from '../world.js'
import { readEach } from './read-artifacts.js'
import { takeMaps } from './take-maps.js'

/**
 * What the workflow run that triggered this one left behind: the reports that it uploaded, and where these tell of no
 * failure, the logs of its jobs.
 */
export async function fromRun(world: World, inputs: Inputs, scope: Scope): Promise<Step<readonly Reading[]>> {
  const id = world.trigger.runId
  if (id === undefined || !/^\d{1,20}$/.test(id)) {
    return end(
      'error-config',
      'signals: run: no workflow run triggered this one',
      'use it on workflow_run, or name the files of a download step',
    )
  }
  const runs = world.runs(inputs)
  if ('outcome' in runs) return { ended: runs }
  const run = await runs.run(id)
  if (run === undefined) {
    return end(
      'error-github',
      `the workflow run ${id} is not there, or github-token may not read it`,
      'give the job the permission actions: read',
    )
  }
  const refused = refusalOfRun(run, id, world.trigger)
  if (refused !== undefined) return { ended: refused }
  // Coverage, screenshots' lists and the like are no signals.
  const { maps, others, within } = await takeMaps(await runs.artifacts(id), scope)
  const read = await readEach(others, within)
  const reports = [...read.filter(({ format }) => format !== 'unknown'), ...(read.length > 0 ? maps : [])]
  if (reports.some(({ sightings }) => sightings.length > 0)) return { value: reports }
  const logs = await runs.logs(id)
  if (!('missing' in logs)) return { value: [...reports, ...(await readEach(logs, within))] }
  world.log.warning(`no logs of the failed run: ${logs.missing}`)
  if (reports.length > 0) return { value: reports.map((report) => withNote(report, `no logs: ${logs.missing}`)) }
  return end(
    'error-github',
    `the workflow run ${id} has no report, and no logs: ${logs.missing}`,
    'upload the test report as an artifact',
  )
}

/** Numbers and names can be had by others; the run has to be the one that the event tells of, in this repository. */
function refusalOfRun(run: WorkflowRun, id: string, { commit, repositoryId }: Trigger): Outcome | undefined {
  const differs =
    run.id !== id
      ? 'number'
      : commit !== undefined && run.commit !== commit
        ? 'commit'
        : repositoryId !== undefined && run.repositoryId !== repositoryId
          ? 'repository'
          : run.headRepositoryId !== run.repositoryId
            ? 'branch, which is of a fork'
            : undefined
  if (differs === undefined) return undefined
  return {
    outcome: 'refused-untrusted',
    reason: `the workflow run ${id} is not the one of the event: another ${differs}`,
    next: 'run again from the workflow that failed',
  }
}

/** Without reports of failures and without logs it is not known what failed. */
function withNote(report: Reading, note: string): Reading {
  return { ...report, incomplete: true, notes: [...report.notes, note] }
}

/** Open alerts, read like a file with what the API answered. */
export async function fromAlerts(world: World, inputs: Inputs, scope: Scope): Promise<Step<readonly Reading[]>> {
  const runs = world.runs(inputs)
  if ('outcome' in runs) return { ended: runs }
  const alerts = await runs.alerts(world.trigger.branch)
  const reading = openReading('code-scanning', scope)
  reading.write(Buffer.from(JSON.stringify(alerts)))
  const read = reading.end()
  if (alerts.length > 0) return { value: [read] }
  return { value: [{ ...read, format: 'code-scanning-alerts', incomplete: false, notes: ['no open alert'] }] }
}
