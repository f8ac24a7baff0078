import path from 'node:path'
import { BrokenWorld } from '../../domain.js'
import type { Artifact, Clock, Runs, WorkflowRun } from '../../ports.js'
import { oneLine } from '../../safe-text/visible.js'
import { type OpenedZip, openZip } from '../zip.js'
import type { ZipRefusal } from '../zip-entries.js'
import { type Answer, type Calls, openCalls } from './calls.js'
import { download } from './download.js'
import type { ExchangeLimits } from './exchange.js'
import { goodCommits } from './good-commits.js'
import { allPages, pageSize } from './pages.js'
import { field, refusal } from './refusals.js'

export interface RunsOptions {
  readonly apiUrl: string
  readonly token: string
  readonly owner: string
  readonly repo: string
  readonly clock: Clock
  /** Makes a new folder of our own: archives lie there, as they came, until the run ends. */
  readonly folder: () => Promise<string>
  /** For tests; otherwise as in exchange.ts. */
  readonly limits?: ExchangeLimits
}

/** Archives that one run's uploads may have together; a report is some megabytes. */
const mostPacked = 1024 ** 3
/** Matrix jobs upload one each. */
const mostArtifacts = 300

/** Workflow runs and alerts over GitHub's REST API. Throws BrokenWorld as the other calls do. */
export function openRuns(options: RunsOptions): Runs {
  const { owner, repo } = options
  const calls = openCalls(options)
  const root = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`
  const ask = (purpose: string, permission: string) => ({
    host: calls.host,
    repository: `${owner}/${repo}`,
    purpose,
    permission,
  })
  const runPath = (id: string): string => `${root}/actions/runs/${encodeURIComponent(id)}`
  return {
    async run(id) {
      const purpose = `reading the workflow run ${id}`
      const answer = await calls.repeatable({ method: 'GET', path: runPath(id), purpose })
      if (answer.status === 404) return undefined
      if (answer.status !== 200) throw refusal(answer, ask(purpose, 'actions: read'))
      return runIn(answer.json)
    },
    async logs(id) {
      const purpose = `reading the logs of the workflow run ${id}`
      const fetched = await fetchZip(calls, `${runPath(id)}/logs`, purpose, await options.folder())
      if ('missing' in fetched) return { missing: `${fetched.missing}, while ${purpose}` }
      if ('answer' in fetched) throw refusal(fetched.answer, ask(purpose, 'actions: read'))
      const { artifacts } = honest(await openZip(fetched.file, 'logs'), 'the archive of the logs')
      // The archive has each job's log whole, and again in a folder, step by step.
      const whole = artifacts.filter(({ name }) => /^logs › [^/]+\.txt$/.test(name))
      return whole.length > 0 ? whole : artifacts
    },
    artifacts: (id) => artifactsOf(id),
    async alerts(branch) {
      const purpose = 'reading the code scanning alerts'
      const ref = branch === undefined ? '' : `&ref=${encodeURIComponent(`refs/heads/${branch}`)}`
      const query = `state=open${ref}&per_page=${pageSize}`
      const alerts = await allPages(
        calls,
        { method: 'GET', path: `${root}/code-scanning/alerts?${query}`, purpose },
        (alert) => ({ number: Number(field(alert, 'number')), alert }),
        (answer) => refusal(answer, ask(purpose, 'security-events: read')),
      )
      return alerts.map(({ alert }) => alert)
    },
    goodCommits: (id) => goodCommits(id, { calls, root, ask }),
  }

  async function artifactsOf(id: string): Promise<readonly Artifact[]> {
    const purpose = `listing the artifacts of the workflow run ${id}`
    const listed = await allPages(
      calls,
      { method: 'GET', path: `${runPath(id)}/artifacts?per_page=${pageSize}`, purpose },
      uploadIn,
      (answer) => refusal(answer, ask(purpose, 'actions: read')),
      { key: 'artifacts' },
    )
    const found: Artifact[] = []
    let packed = 0
    for (const upload of listed.filter((one) => isOf(one, id)).slice(0, mostArtifacts)) {
      packed += upload.bytes
      if (packed > mostPacked) break
      found.push(...(await fetchUpload(upload)))
    }
    return found
  }

  async function fetchUpload({ number, name, digest }: Upload): Promise<readonly Artifact[]> {
    const purpose = `reading the artifact ${name}`
    const archive = `${root}/actions/artifacts/${number}/zip`
    const fetched = await fetchZip(calls, archive, purpose, await options.folder())
    if ('missing' in fetched) return []
    if ('answer' in fetched) throw refusal(fetched.answer, ask(purpose, 'actions: read'))
    if (digest !== undefined && digest !== `sha256:${fetched.sha256}`)
      throw hostile(`the artifact ${name}`, 'is not what its digest says')
    const opened = await openZip(fetched.file, name)
    return 'why' in opened && !opened.isHostile ? [] : honest(opened, `the artifact ${name}`).artifacts
  }
}

type Fetched =
  | { readonly file: string; readonly sha256: string }
  | { readonly missing: string }
  | { readonly answer: Answer }

/** Links are good for a minute: a dead one is asked for anew, once. */
async function fetchZip(calls: Calls, api: string, purpose: string, folder: string): Promise<Fetched> {
  const file = path.join(folder, 'archive.zip')
  let missing = ''
  for (let tries = 0; tries < 2; tries += 1) {
    const answer = await calls.repeatable({ method: 'GET', path: api, purpose, redirect: 'hand back' })
    if (answer.status === 404) return { missing: 'GitHub has none, or the run has not ended' }
    if (answer.status === 410) return { missing: 'GitHub does not keep them any more' }
    const location = answer.headers['location']
    if (answer.status !== 302 || location === undefined || !URL.canParse(location)) return { answer }
    const downloaded = await download(new URL(location), file)
    if (downloaded.kind === 'done') return { file, sha256: downloaded.sha256 }
    missing = downloaded.why
    if (downloaded.kind === 'refused') break
  }
  return { missing }
}

function honest(opened: OpenedZip | ZipRefusal, what: string): OpenedZip {
  if (!('why' in opened)) return opened
  if (opened.isHostile) throw hostile(what, opened.why)
  throw new BrokenWorld('error-github', `${what} ${oneLine(opened.why, 200)}`, 'run again')
}

function hostile(what: string, why: string): BrokenWorld {
  return new BrokenWorld(
    'refused-untrusted',
    `hostile-archive: ${oneLine(`${what} ${why}`, 300)}`,
    'see which job made it, and what that job ran',
  )
}

function runIn(json: unknown): WorkflowRun {
  return {
    id: text(field(json, 'id')),
    commit: text(field(json, 'head_sha')),
    repositoryId: text(field(field(json, 'repository'), 'id')),
    headRepositoryId: text(field(field(json, 'head_repository'), 'id')),
  }
}

interface Upload {
  readonly number: number
  readonly name: string
  readonly bytes: number
  readonly digest: string | undefined
  readonly isExpired: boolean
  readonly run: string
}

function uploadIn(json: unknown): Upload {
  const digest = field(json, 'digest')
  return {
    number: Number(field(json, 'id')),
    name: oneLine(text(field(json, 'name')), 100),
    bytes: Number(field(json, 'size_in_bytes')) || 0,
    digest: typeof digest === 'string' ? digest : undefined,
    isExpired: field(json, 'expired') === true,
    run: text(field(field(json, 'workflow_run'), 'id')),
  }
}

function isOf({ isExpired, run, number }: Upload, id: string): boolean {
  return !isExpired && Number.isSafeInteger(number) && (run === '' || run === id)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
