import type { Calls } from './calls.js'
import { pageSize } from './pages.js'
import { type Ask, field, refusal } from './refusals.js'

interface Api {
  readonly calls: Calls
  /** Path of the repository. */
  readonly root: string
  readonly ask: (purpose: string, permission: string) => Ask
}

/** Commits of the successful runs before a run, newest first: the first page of the list has the newest. */
export async function goodCommits(id: string, { calls, root, ask }: Api): Promise<readonly string[]> {
  const purpose = `reading the runs before the workflow run ${id}`
  const read = async (path: string): Promise<unknown> => {
    const answer = await calls.repeatable({ method: 'GET', path, purpose })
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw refusal(answer, ask(purpose, 'actions: read'))
    return answer.json
  }
  const failed = await read(`${root}/actions/runs/${encodeURIComponent(id)}`)
  const branch = text(field(failed, 'head_branch'))
  if (branch === '') return []
  const query = `branch=${encodeURIComponent(branch)}&status=success&exclude_pull_requests=true&per_page=${pageSize}`
  const list = field(await read(`${root}/actions/runs?${query}`), 'workflow_runs')
  const before = (Array.isArray(list) ? list : []).filter((run) => isSuccessBefore(run, failed))
  const newestFirst = before.sort((a, b) => Number(field(b, 'id')) - Number(field(a, 'id')))
  return [...new Set(newestFirst.map((run) => text(field(run, 'head_sha'))))].filter(isCommit)
}

/** The same workflow, branch and repository: green runs of another workflow say nothing about these tests. */
function isSuccessBefore(run: unknown, failed: unknown): boolean {
  const isSame = (...names: readonly string[]): boolean => {
    const at = (json: unknown): string => text(names.reduce(field, json))
    return at(run) !== '' && at(run) === at(failed)
  }
  return (
    field(run, 'conclusion') === 'success' &&
    isSame('workflow_id') &&
    isSame('head_branch') &&
    isSame('head_repository', 'id') &&
    Number(field(run, 'id')) < Number(field(failed, 'id'))
  )
}

function isCommit(id: string): boolean {
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(id)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
