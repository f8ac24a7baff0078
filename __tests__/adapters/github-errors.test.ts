import { openCollaborators } from '../../src/adapters/github/collaborators.js'
import { openRuns } from '../../src/adapters/github/runs.js'
import { openForge } from '../../src/adapters/github.js'
import { BrokenWorld, type RepoPath } from '../../src/domain.js'
import type { Collaborators, Forge, Runs } from '../../src/ports.js'
import { fakeClock, forgeState, hold } from '../contracts/fakes/forge.js'
import { send, type TinyGitHub, tinyGitHub } from './tiny-github.js'

const request = { title: 'Fix it', body: 'a body', head: 'suture/aaa', base: 'main', draft: false }
const commit = 'c'.repeat(40)
const write = 'pull-requests: write'

/** Every call of both adapters, with the permission that it needs and what stays behind where it is refused. */
type ForgeCall = Exclude<keyof Forge, 'now'>
const forgeCalls: Readonly<Record<ForgeCall, readonly [(forge: Forge) => Promise<unknown>, string, RegExp?]>> = {
  pullRequestsFrom: [(forge) => forge.pullRequestsFrom('suture/aaa'), 'pull-requests: read'],
  openPullRequests: [(forge) => forge.openPullRequests('suture/'), 'pull-requests: read'],
  closedPullRequests: [(forge) => forge.closedPullRequests('suture/'), 'pull-requests: read'],
  openPullRequest: [(forge) => forge.openPullRequest(request), write, /branch suture\/aaa is pushed/],
  addLabels: [(forge) => forge.addLabels(1, ['a']), write, /pull request 1 is open without them/],
  addAssignees: [(forge) => forge.addAssignees(1, ['a']), write, /pull request 1 is open without them/],
  requestReviewers: [(forge) => forge.requestReviewers(1, ['a']), write, /pull request 1 is open without them/],
  updatePullRequest: [(forge) => forge.updatePullRequest(1, { body: 'b' }), write, /pull request 1 is as it was/],
  commentOnce: [(forge) => forge.commentOnce(1, 'b', 'b'), write, /pull request 1 has no comment of this run/],
  commitAuthor: [(forge) => forge.commitAuthor(commit), 'contents: read'],
  fileAuthors: [(forge) => forge.fileAuthors(commit, 'a.js' as RepoPath), 'contents: read'],
  defaultBranch: [(forge) => forge.defaultBranch(), 'contents: read'],
}
const runsCalls: Readonly<Record<keyof Runs, readonly [(runs: Runs) => Promise<unknown>, string]>> = {
  run: [(runs) => runs.run('1'), 'actions: read'],
  logs: [(runs) => runs.logs('1'), 'actions: read'],
  artifacts: [(runs) => runs.artifacts('1'), 'actions: read'],
  alerts: [(runs) => runs.alerts('main'), 'security-events: read'],
  goodCommits: [(runs) => runs.goodCommits('1'), 'actions: read'],
}

interface Status {
  readonly status: number
  readonly message: string
  readonly headers?: Record<string, string>
  readonly outcome: string
  /** What the sentences must hold; `permission` stands for that of the call. */
  readonly says: readonly (RegExp | 'permission')[]
  /** Calls for which this status is an answer, not a refusal. */
  readonly answers?: readonly string[]
}

const soon = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${Date.parse('2026-11-22T12:00:00Z') / 1000}` }
const statuses: readonly Status[] = [
  { status: 401, message: 'Bad credentials', outcome: 'error-config', says: [/github-token is not accepted/] },
  {
    status: 403,
    message: 'Resource not accessible by integration',
    outcome: 'error-github',
    says: ['permission', /permissions of the job/],
    answers: ['permission'],
  },
  {
    status: 403,
    message: 'Resource not accessible by personal access token',
    outcome: 'error-github',
    says: ['permission', /personal token/],
    answers: ['permission'],
  },
  {
    status: 403,
    message: 'Something else',
    outcome: 'error-github',
    says: ['permission', /rules of the repository/],
    answers: ['permission'],
  },
  {
    status: 403,
    message: 'API rate limit exceeded',
    headers: soon,
    outcome: 'limit-reached',
    says: [/until 2026-11-22 12:00 UTC/],
  },
  {
    status: 404,
    message: 'Not Found',
    outcome: 'error-github',
    says: [/not there, or github-token has no access/, 'permission'],
    answers: ['run', 'logs', 'goodCommits', 'commitAuthor', 'permission'],
  },
  { status: 409, message: 'Conflict', outcome: 'error-github', says: [/conflict/, /run again/] },
  { status: 410, message: 'Gone', outcome: 'error-github', says: [/gone/, /enabled/], answers: ['logs'] },
  {
    status: 422,
    message: 'Validation Failed',
    outcome: 'error-github',
    says: [/Validation Failed/],
    answers: ['commitAuthor'],
  },
  {
    status: 429,
    message: 'slow',
    headers: { 'retry-after': '3600' },
    outcome: 'limit-reached',
    says: [/limits how often/, /run again after/],
  },
  { status: 500, message: 'Server Error', outcome: 'error-github', says: [/status 500/, /githubstatus/] },
  { status: 502, message: 'Bad Gateway', outcome: 'error-github', says: [/status 502/, /githubstatus/] },
  { status: 503, message: 'Unavailable', outcome: 'error-github', says: [/status 503/, /githubstatus/] },
]

const servers: TinyGitHub[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function refusing({ status, message, headers }: Status) {
  const state = forgeState(['main', 'suture/aaa'])
  hold(state, { head: 'suture/bbb' })
  const server = await tinyGitHub(state)
  servers.push(server)
  for (let times = 0; times < 20; times += 1)
    server.interventions.push((_request, response) => {
      send(response, status, { message }, headers)
      return true
    })
  return { apiUrl: server.apiUrl, token: 'ghs_test', owner: 'acme', repo: 'shop', clock: fakeClock() }
}

async function expectToTeach(asked: Promise<unknown>, status: Status, permission: string, left?: RegExp) {
  const error = await asked.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(BrokenWorld)
  const { outcome, message, next } = error as BrokenWorld
  expect(outcome).toBe(status.outcome)
  expect(message).toMatch(/\bwhile [a-z]+ing /)
  expect(next).not.toBe('')
  for (const words of status.says) expect(`${message}; ${next}`).toMatch(words === 'permission' ? permission : words)
  const isTold = status.status < 500 && (status.outcome !== 'limit-reached' || /branch/.test(left?.source ?? ''))
  if (left !== undefined && isTold) expect(next).toMatch(left)
}

const collaboratorCalls: Readonly<
  Record<keyof Collaborators, readonly [(of: Collaborators) => Promise<unknown>, string]>
> = {
  permission: [(of) => of.permission('ann'), 'metadata: read'],
}

const table = statuses.flatMap((status) =>
  [...Object.keys(forgeCalls), ...Object.keys(runsCalls), ...Object.keys(collaboratorCalls)]
    .filter((name) => status.answers?.includes(name) !== true)
    .map((name) => [status.status, status.message, name, status] as const),
)

it.each(table)('%i %s while %s says what to do and what stays', async (_status, _message, name, status) => {
  const options = await refusing(status)
  if (name in runsCalls) {
    const [call, permission] = runsCalls[name as keyof Runs]
    const runs = openRuns({ ...options, folder: async () => '/nowhere' })
    return expectToTeach(call(runs), status, permission)
  }
  if (name in collaboratorCalls) {
    const [call, permission] = collaboratorCalls[name as keyof Collaborators]
    return expectToTeach(call(openCollaborators(options)), status, permission)
  }
  const [call, permission, left] = forgeCalls[name as ForgeCall]
  return expectToTeach(call(openForge(options)), status, permission, left)
})

it('knows every call of the adapters', async () => {
  const options = await refusing({ status: 404, message: '', outcome: '', says: [] })
  const asking = Object.keys(openForge(options)).filter((name) => name !== 'now')
  expect(asking.sort()).toEqual(Object.keys(forgeCalls).sort())
  const runs = openRuns({ ...options, folder: async () => '/nowhere' })
  expect(Object.keys(runs).sort()).toEqual(Object.keys(runsCalls).sort())
})
