import type { WorkflowRun } from '../bed/github/workflow-runs.mjs'

export const repository = {
  id: 1,
  full_name: 'acme/shop',
  name: 'shop',
  owner: { login: 'acme' },
  default_branch: 'main',
}
export const sender = { login: 'acme' }

/** A run of CI that ended on `sha`: how the local GitHub knows it, and the event that tells of it. */
export function endedRun(given: {
  readonly sha: string
  readonly branch?: string
  readonly number?: number
  readonly conclusion?: 'failure' | 'success'
  /** What it uploaded. */
  readonly report: string
}) {
  const { sha, branch = 'main', number = 1, conclusion = 'failure' } = given
  const files = { 'junit.xml': given.report }
  const run: WorkflowRun = { id: 9, headSha: sha, headBranch: branch, artifacts: [{ id: 5, name: 'reports', files }] }
  const workflow_run = {
    id: 9,
    workflow_id: 7,
    run_number: number,
    name: 'CI',
    event: 'push',
    status: 'completed',
    conclusion,
    head_branch: branch,
    head_sha: sha,
    html_url: 'https://github.com/acme/shop/actions/runs/9',
    actor: sender,
    triggering_actor: sender,
    repository,
    head_repository: repository,
  }
  const payload = { action: 'completed', workflow_run, repository, sender }
  return { run, event: { event: 'workflow_run', payload } }
}
