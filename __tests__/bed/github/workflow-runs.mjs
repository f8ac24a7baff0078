import { createHash } from 'node:crypto'
import { zip } from '../zip.mjs'
import * as refusals from './refusals.mjs'

// Workflow runs with their jobs, logs and artifacts, and code scanning alerts: what a test has put there. Logs and
// artifacts are handed out as GitHub does it: a redirect to another host, with a link that carries its own signature.

/**
 * @typedef {{ id: number, name: string, log?: string, conclusion?: string, steps?: readonly object[] }} Job
 * @typedef {{ id: number, name: string, files: Readonly<Record<string, string | Buffer>>, archive?: Buffer, digest?: string, expired?: boolean }} Artifact
 * `archive` is what is handed out in place of the files, packed.
 * @typedef {{ id: number, headSha: string, headBranch: string, name?: string, event?: string, conclusion?: string, headRepository?: string, jobs?: readonly Job[], artifacts?: readonly Artifact[] }} WorkflowRun
 * @typedef {import('./world.mjs').Handler} Handler
 * @typedef {import('./world.mjs').Call} Call
 */

/** @param {Call} call @param {WorkflowRun} run */
export function runJson(call, run) {
  const head = run.headRepository ?? call.repository
  return {
    id: run.id,
    name: run.name ?? 'CI',
    head_branch: run.headBranch,
    head_sha: run.headSha,
    event: run.event ?? 'push',
    status: 'completed',
    conclusion: run.conclusion ?? 'failure',
    run_attempt: 1,
    run_number: 1,
    workflow_id: 1,
    pull_requests: [],
    html_url: `${call.html}/actions/runs/${run.id}`,
    url: `${call.api}/actions/runs/${run.id}`,
    actor: { login: call.owner },
    triggering_actor: { login: call.owner },
    repository: { id: 1, full_name: call.repository, fork: false },
    head_repository: { id: head === call.repository ? 1 : 99, full_name: head, fork: head !== call.repository },
  }
}

/** @param {Call} call */
const runOf = (call) => call.runs.find((run) => String(run.id) === call.params['run_id'])

/** @param {(call: Call, run: WorkflowRun) => import('./refusals.mjs').Reply} answer @returns {Handler} */
const ofRun = (answer) => async (call) => {
  const run = runOf(call)
  return run === undefined ? refusals.notFound() : answer(call, run)
}

/** @param {Call} call @param {string} name @param {string | Buffer} content */
const download = (call, name, content) => ({ status: 302, headers: { location: call.download(name, content) } })

/** @param {Job} job */
const jobJson = (job) => ({
  id: job.id,
  name: job.name,
  status: 'completed',
  conclusion: job.conclusion ?? 'failure',
  steps: job.steps ?? [],
})

/** @param {Artifact} artifact */
const packed = (artifact) => artifact.archive ?? zip(artifact.files)

/** @param {Call} call @param {Artifact} artifact */
const artifactJson = (call, artifact) => ({
  id: artifact.id,
  name: artifact.name,
  size_in_bytes: packed(artifact).length,
  digest: artifact.digest ?? `sha256:${createHash('sha256').update(packed(artifact)).digest('hex')}`,
  expired: artifact.expired ?? false,
  archive_download_url: `${call.api}/actions/artifacts/${artifact.id}/zip`,
})

/** @type {Handler} */
async function jobLog(call) {
  const job = call.runs.flatMap((run) => run.jobs ?? []).find((one) => String(one.id) === call.params['job_id'])
  return job?.log === undefined ? refusals.notFound() : download(call, `${job.id}.txt`, job.log)
}

/** @type {Handler} */
async function artifactZip(call) {
  const all = call.runs.flatMap((run) => run.artifacts ?? [])
  const artifact = all.find((one) => String(one.id) === call.params['artifact_id'])
  return artifact === undefined ? refusals.notFound() : download(call, `${artifact.name}.zip`, packed(artifact))
}

/** @type {Handler} */
async function listRuns(call) {
  return {
    status: 200,
    body: { total_count: call.runs.length, workflow_runs: call.runs.map((run) => runJson(call, run)) },
  }
}

/** @type {Record<string, Handler>} */
export const workflowRuns = {
  'GET /repos/{owner}/{repo}/actions/runs': listRuns,
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}': ofRun((call, run) => ({ status: 200, body: runJson(call, run) })),
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs': ofRun((_call, { jobs = [] }) => ({
    status: 200,
    body: { total_count: jobs.length, jobs: jobs.map(jobJson) },
  })),
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts': ofRun((call, { artifacts = [] }) => ({
    status: 200,
    body: { total_count: artifacts.length, artifacts: artifacts.map((artifact) => artifactJson(call, artifact)) },
  })),
  'GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs': ofRun((call, { id, jobs = [] }) => {
    const logs = jobs.map((job, index) => [`${index}_${job.name}.txt`, job.log ?? ''])
    return download(call, `logs_${id}.zip`, zip(Object.fromEntries(logs)))
  }),
  'GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs': jobLog,
  'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}': artifactZip,
  'GET /repos/{owner}/{repo}/code-scanning/alerts': async (call) => ({ status: 200, body: call.alerts }),
}
