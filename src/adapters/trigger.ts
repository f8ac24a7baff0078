import { lstatSync, readFileSync, type Stats } from 'node:fs'
import { BrokenWorld } from '../domain.js'

/** What the runner's variables and the event's payload say, text by text. */
export interface TriggerFacts {
  readonly event: string | undefined
  readonly repository: string | undefined
  readonly repositoryId: string | undefined
  readonly branch: string | undefined
  readonly commit: string | undefined
  readonly runUrl: string | undefined
  readonly runId: string | undefined
  readonly serverUrl: string
  readonly payload: unknown
}

type Environment = Readonly<Record<string, string | undefined>>

/** GitHub's own limit on a payload is 25 MB; client payloads are far smaller. */
const largestPayload = 25 * 1024 * 1024

export function readTrigger(environment: Environment): TriggerFacts {
  const event = given(environment, 'GITHUB_EVENT_NAME')
  const payload = event === undefined ? undefined : readPayload(given(environment, 'GITHUB_EVENT_PATH'))
  const serverUrl = given(environment, 'GITHUB_SERVER_URL') ?? 'https://github.com'
  const repository = given(environment, 'GITHUB_REPOSITORY')
  const runId = event === 'workflow_run' ? text(payload, 'workflow_run', 'id') : given(environment, 'GITHUB_RUN_ID')
  return {
    event,
    repository,
    repositoryId: given(environment, 'GITHUB_REPOSITORY_ID'),
    branch: branchOf(event, payload, environment),
    commit: commitOf(event, payload),
    runUrl:
      repository === undefined || runId === undefined ? undefined : `${serverUrl}/${repository}/actions/runs/${runId}`,
    runId,
    serverUrl,
    payload,
  }
}

function given(environment: Environment, name: string): string | undefined {
  const value = environment[name]
  return value === undefined || value === '' ? undefined : value
}

function readPayload(path: string | undefined): unknown {
  if (path === undefined) throw unreadable('is not set')
  const stat = look(path)
  if (stat === undefined) throw unreadable('names a file that is not there or cannot be reached')
  if (!stat.isFile()) throw unreadable('does not name a regular file')
  if (stat.size > largestPayload) throw unreadable(`names a file over ${largestPayload / 1024 / 1024} MB`)
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    throw unreadable('names a file that is not JSON')
  }
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    // Not there, below a file, or in a folder that is closed to us: the same to the reader of the message.
    return undefined
  }
}

function unreadable(problem: string): BrokenWorld {
  return new BrokenWorld(
    'error-config',
    `GITHUB_EVENT_PATH ${problem}`,
    'run inside a workflow, or unset GITHUB_EVENT_NAME',
  )
}

/** The branch that failed: of the failed run, of the pull request, or the one that was pushed. */
function branchOf(event: string | undefined, payload: unknown, environment: Environment): string | undefined {
  if (event === 'workflow_run') return text(payload, 'workflow_run', 'head_branch')
  if (event === 'pull_request') return text(payload, 'pull_request', 'head', 'ref')
  if (given(environment, 'GITHUB_REF_TYPE') === 'tag') return undefined
  const ref = given(environment, 'GITHUB_REF')
  return ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined
}

function commitOf(event: string | undefined, payload: unknown): string | undefined {
  if (event === 'workflow_run') return text(payload, 'workflow_run', 'head_sha')
  if (event === 'pull_request') return text(payload, 'pull_request', 'head', 'sha')
  return undefined
}

function text(value: unknown, ...path: readonly string[]): string | undefined {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Record<string, unknown>)[key]
  }
  return typeof current === 'string' ? current : typeof current === 'number' ? String(current) : undefined
}
