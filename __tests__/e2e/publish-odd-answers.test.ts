import type { Fault } from '../bed/github/faults.mjs'
import * as refusals from '../bed/github/refusals.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { type Bundle, makeBundle } from './bundle.js'
import { missingGuard } from './projects.js'
import { confirmations, expectEnding, failedJob, lastState } from './scenario.js'

// Answers that are neither a plain yes nor a plain no: each ends in one pull request, or says what is left behind.

let bundle: Bundle
const beds: Bed[] = []
const people = { assignees: 'ann', reviewers: 'ann, bob', labels: 'suture, bot' }

beforeAll(async () => {
  bundle = await makeBundle()
}, 180_000)
afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
})
afterAll(() => bundle?.bed.close())

async function freshBed() {
  const bed = await openBed({ people: ['ann', 'bob'] })
  beds.push(bed)
  await bed.project(missingGuard)
  return { bed, workspace: await bed.checkout() }
}

const publish = (bed: Bed, workspace: string, inputs: Readonly<Record<string, string>> = people) =>
  bed.run(workspace, { mode: 'publish', fix: bundle.fix, digest: bundle.digest, ...inputs })

const list = 'GET /repos/{owner}/{repo}/pulls'
const opening = 'POST /repos/{owner}/{repo}/pulls'
const push = 'POST /{owner}/{repo}/git-receive-pack'
const at = (what: string) => `POST /repos/{owner}/{repo}/issues/{number}/${what}`
const review = 'POST /repos/{owner}/{repo}/pulls/{number}/requested_reviewers'

const page: Fault = (_request, answer) => answer.respond(refusals.htmlPage(200))
const elsewhere: Fault = (_request, answer) =>
  answer.respond({ status: 307, headers: { location: 'https://evil.example/' }, body: { message: 'Moved' } })
const says =
  (status: number, message: string): Fault =>
  (_request, answer) =>
    answer.respond({ status, body: { message } })
/** Done, and its answer breaks off. */
const cut: Fault = async (_request, answer) => {
  const { status, body } = await answer.perform()
  answer.respond({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body).slice(0, 40) })
}
/** Done by a server that says where it would have to be asked, as for a repository that was renamed. */
const renamed: Fault = (request, answer) =>
  answer.respond({ status: 307, headers: { location: `/api/v3${request.path}/` }, body: { message: 'Moved' } })

interface Row {
  readonly name: string
  readonly pattern: string
  readonly fault: Fault
  /** In how many requests. */
  readonly times?: number
  readonly outcome: string
  /** In the last line, or in a warning. */
  readonly says?: RegExp
  /** Pull requests on the server then. */
  readonly pulls: number
}

const opened = { outcome: 'pr-opened', pulls: 1 }
const rows: readonly Row[] = [
  { name: 'a list that is cut', pattern: list, fault: cut, times: 1, ...opened },
  { name: 'the made pull request is cut', pattern: opening, fault: cut, ...opened },
  {
    name: 'a page where the pull request should be',
    pattern: opening,
    fault: page,
    outcome: 'error-github',
    says: /not JSON while opening.*is pushed, its pull request is missing/,
    pulls: 0,
  },
  {
    name: 'a redirect of the opening to another server',
    pattern: opening,
    fault: elsewhere,
    outcome: 'error-github',
    says: /redirects to another server.*is pushed, its pull request is missing/,
    pulls: 0,
  },
  {
    name: 'a redirect of the push',
    pattern: push,
    fault: elsewhere,
    outcome: 'error-github',
    says: /the server redirects.*may have been renamed.*Nothing was published/,
    pulls: 0,
  },
  {
    name: 'pull requests are turned off',
    pattern: opening,
    fault: says(403, 'Pull requests are disabled on this repository.'),
    outcome: 'error-github',
    says: /disabled.*is pushed.*pull-requests: write/,
    pulls: 0,
  },
  {
    name: 'the repository is blocked',
    pattern: push,
    fault: says(451, 'Repository access blocked'),
    outcome: 'error-github',
    says: /blocked.*Nothing was published/,
    pulls: 0,
  },
  {
    name: 'labels that may not be made',
    pattern: at('labels'),
    fault: (_request, answer) => answer.respond(refusals.notAccessible('issues=write; pull_requests=write')),
    ...opened,
    says: /labels could not be set: github-token lacks pull-requests: write.*is open without them/,
  },
  {
    name: 'reviewers that are no collaborators',
    pattern: review,
    fault: (request, answer) =>
      JSON.stringify(request.body).includes('bob')
        ? says(422, 'Reviews may only be requested from collaborators.')(request, answer)
        : answer.pass(),
    ...opened,
    says: /reviewers could not be set: GitHub did not take bob, while/,
  },
  {
    name: 'assignees of a repository without issues',
    pattern: at('assignees'),
    fault: says(410, 'Issues has been disabled in this repository.'),
    ...opened,
    says: /assignees could not be set: .*Issues has been disabled.*check that pull requests and issues are enabled/,
  },
]

it.each(rows.map((row) => [row.name, row] as const))(
  'ends with one pull request, at the latest in the next run: %s',
  async (_name, row) => {
    const { bed, workspace } = await freshBed()
    let left = row.times ?? Number.POSITIVE_INFINITY
    bed.github.on(row.pattern, (request, answer) => {
      left -= 1
      return left >= 0 ? row.fault(request, answer) : answer.pass()
    })
    const run = await publish(bed, workspace)
    await expectEnding(bed, run, row.outcome)
    if (row.says !== undefined)
      expect(
        [run.lastLine, ...run.stdout.split('\n').filter((line) => line.startsWith('::warning'))].join('\n'),
      ).toMatch(row.says)
    expect((await lastState(bed)).pulls).toHaveLength(row.pulls)
    left = 0
    await expectEnding(bed, await publish(bed, workspace), row.pulls === 1 ? 'duplicate' : 'pr-opened')
    expect((await lastState(bed)).pulls).toMatchObject([{ state: 'open' }])
  },
  180_000,
)

it('says whom GitHub does not assign', async () => {
  const { bed, workspace } = await freshBed()
  const run = await publish(bed, workspace, { assignees: 'ann, stranger' })
  await expectEnding(bed, run, 'pr-opened')
  expect(run.stdout).toMatch(/::warning.*assignees could not be set: GitHub did not take stranger, while assigning/)
  expect((await lastState(bed)).pulls).toMatchObject([{ assignees: [{ login: 'ann' }] }])
}, 90_000)

it('follows a redirect of the same server, and opens one', async () => {
  const { bed, workspace } = await freshBed()
  bed.github.on(opening, renamed, 1)
  bed.github.on('POST /repos/{owner}/{repo}/pulls/', async (request, answer) => {
    answer.respond({ status: 201, body: await bed.github.ask(`POST /repos/${bed.repository}/pulls`, request.body) })
  })
  const run = await publish(bed, workspace)
  expect(run.lastLine).toMatch(/^suture: pr-opened: /)
  expect((await lastState(bed)).pulls).toHaveLength(1)
}, 90_000)

it('ends as a duplicate where the list shows a pull request only after it is said to exist', async () => {
  const { bed, workspace } = await freshBed()
  await expectEnding(bed, await publish(bed, workspace), 'pr-opened')
  let lag = true
  bed.github.on(list, (_request, answer) => (lag ? answer.respond({ status: 200, body: [] }) : answer.pass()))
  bed.github.on(opening, async (_request, answer) => {
    setTimeout(() => {
      lag = false
    }, 1500)
    await answer.pass()
  })
  const run = await publish(bed, workspace)
  await expectEnding(bed, run, 'duplicate')
  expect(run.outputs['pull-request-number']).toBe('1')
  expect((await lastState(bed)).pulls).toHaveLength(1)
}, 120_000)

it("waits for a limit by the server's clock where this machine's is hours behind", async () => {
  const { bed, workspace } = await freshBed()
  const there = Date.now() + 5 * 3_600_000
  bed.github.on(
    opening,
    (_request, answer) => {
      const { status, headers, body } = refusals.primaryLimit(5 * 3600 + 2)
      answer.respond({ status, body, headers: { ...headers, date: new Date(there).toUTCString() } })
    },
    1,
  )
  const run = await publish(bed, workspace)
  await expectEnding(bed, run, 'pr-opened')
  expect(run.seconds).toBeLessThan(60)
}, 90_000)

it('stays within forty requests where everything takes as many as it can', async () => {
  const { bed } = await freshBed()
  const other = (number: number) => ({
    number,
    html_url: `${bed.github.url}/acme/shop/pull/${number}`,
    state: 'open',
    head: { ref: `feature-${number}`, repo: { id: 1 } },
    base: { ref: 'main', repo: { id: 1 } },
  })
  bed.github.on(list, (request, answer) => {
    const asked = new URLSearchParams(request.query)
    if (asked.get('head') !== null) return answer.pass()
    const first = Number(asked.get('page') ?? '1') * 1000
    answer.respond({ status: 200, body: Array.from({ length: 100 }, (_, index) => other(first + index)) })
  })
  const strangers = Array.from({ length: 8 }, (_, index) => `stranger-${index}`)
  bed.github.on(review, says(422, 'Reviews may only be requested from collaborators.'))
  const reviewers = ['blame', 'codeowners', ...strangers].join(', ')
  const workspace = await failedJob(bed)
  const before = bed.github.requests.length
  const run = await bed.run(workspace, { signals: 'junit.xml', ...confirmations, ...people, reviewers })
  await expectEnding(bed, run, 'pr-opened')
  const asked = bed.github.requests.slice(before).map(({ method, path }) => `${method} ${path}`)
  if (asked.length > 40) throw new Error(`${asked.length} requests\n${asked.join('\n')}`)
}, 120_000)
