import type { Fault } from '../bed/github/faults.mjs'
import * as refusals from '../bed/github/refusals.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { type Bundle, makeBundle } from './bundle.js'
import { missingGuard } from './projects.js'
import { expectEnding, lastState, outcomeOf } from './scenario.js'

let bundle: Bundle
const beds: Bed[] = []

beforeAll(async () => {
  bundle = await makeBundle()
}, 90_000)
afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
})
afterAll(() => bundle?.bed.close())

async function freshBed() {
  const bed = await openBed()
  beds.push(bed)
  await bed.project(missingGuard)
  return { bed, workspace: await bed.checkout() }
}

const publish = (bed: Bed, workspace: string, more: Parameters<Bed['run']>[2] = {}) =>
  bed.run(workspace, { mode: 'publish', fix: bundle.fix, digest: bundle.digest }, more)

async function expectOnePullRequest(bed: Bed) {
  const { branches, pulls } = await lastState(bed)
  expect({ branches: branches.length, pulls: pulls.map(({ state }) => state) }).toEqual({
    branches: 1,
    pulls: ['open'],
  })
  return pulls[0]
}

const opening = 'POST /repos/{owner}/{repo}/pulls'
const performThenDrop: Fault = async (_request, answer) => {
  await answer.perform()
  answer.drop()
}

interface Refused {
  readonly name: string
  readonly pattern: string
  readonly fault: (...given: [...Parameters<Fault>, Bed['github']]) => void | Promise<void>
  readonly outcome: string
  readonly says: RegExp
  /** What is on the server then. */
  readonly branches?: number
  readonly pulls?: number
}

describe('publishing on a bad day', () => {
  const faults: readonly (readonly [string, string, Fault])[] = [
    ['the connection drops after the pull request was made', opening, performThenDrop],
    ['the connection drops before', opening, (_request, answer) => answer.drop()],
    ['a 502 with a page', opening, (_request, answer) => answer.respond(refusals.htmlPage())],
    ['a 500 with nothing', opening, (_request, answer) => answer.respond({ status: 500 })],
    [
      'an empty 200 to the list',
      'GET /repos/{owner}/{repo}/pulls',
      (_request, answer) => answer.respond({ status: 200 }),
    ],
    ['a 503 from git', 'GET /{owner}/{repo}/info/refs', (_request, answer) => answer.respond({ status: 503 })],
    ['the connection drops after the push', 'POST /{owner}/{repo}/git-receive-pack', performThenDrop],
    ['a secondary limit', opening, (_request, answer) => answer.respond(refusals.secondaryLimit(1))],
  ]
  it.each(faults)(
    'ends with one pull request, at the latest in the next run: %s',
    async (_name, pattern, fault) => {
      const { bed, workspace } = await freshBed()
      bed.github.on(pattern, fault, 1)
      const run = await publish(bed, workspace)
      await expectEnding(bed, run, outcomeOf(run))
      expect(['pr-opened', 'error-github']).toContain(run.outputs['outcome'])
      if (run.outputs['outcome'] === 'error-github') await publish(bed, workspace)
      expect((await expectOnePullRequest(bed))?.labels.map(({ name }) => name)).toContain('suture')
    },
    60_000,
  )

  /** What the second run, with the fault gone, has to make of it. */
  const refused: readonly Refused[] = [
    {
      name: 'the token ends between the push and the pull request',
      pattern: opening,
      fault: (_request, answer) => answer.respond(refusals.badCredentials()),
      outcome: 'error-config',
      says: /not accepted.*the branch suture\/[0-9a-f]{12} is pushed; give a token/,
      branches: 1,
    },
    {
      name: 'the token ends before the push',
      pattern: 'GET /{owner}/{repo}/info/refs',
      fault: (_request, answer) => answer.respond({ status: 401, body: 'Bad credentials' }),
      outcome: 'error-config',
      says: /does not accept the token.*Nothing was published/,
    },
    {
      name: 'the repository was archived meanwhile',
      pattern: opening,
      fault: (_request, answer) =>
        answer.respond({ status: 403, body: { message: 'Repository was archived so is read-only.' } }),
      outcome: 'error-github',
      says: /archived.*is pushed/,
      branches: 1,
    },
    {
      name: 'the hourly limit ends after the push',
      pattern: opening,
      fault: (_request, answer) => answer.respond(refusals.primaryLimit(3600)),
      outcome: 'limit-reached',
      says: /limits how often it may be asked, until .*UTC.*is pushed/,
      branches: 1,
    },
    {
      name: 'pages come instead of answers',
      pattern: 'GET /repos/{owner}/{repo}/pulls',
      fault: (_request, answer) => answer.respond(refusals.htmlPage(200)),
      outcome: 'error-github',
      says: /was not JSON while listing/,
    },
    {
      name: 'git is gone right after the push',
      pattern: 'POST /{owner}/{repo}/git-receive-pack',
      fault: async (_request, answer, github) => {
        github.on('GET /{owner}/{repo}/info/refs', (_later, gone) => gone.drop(), 1)
        await answer.pass()
      },
      outcome: 'error-github',
      says: /is pushed, its pull request is missing: run again/,
      branches: 1,
    },
    {
      name: 'the repository is not to be seen',
      pattern: 'GET /repos/{owner}/{repo}/pulls',
      fault: (_request, answer) => answer.respond(refusals.notFound()),
      outcome: 'error-github',
      says: /not there, or github-token has no access to it.*pull-requests: read/,
    },
    {
      name: 'GitHub says that a pull request exists, and has made it',
      pattern: opening,
      fault: async (_request, answer) => {
        await answer.perform()
        answer.respond(refusals.pullRequestExists('acme', 'suture/x'))
      },
      outcome: 'duplicate',
      says: /pull request 1 was opened by another run/,
      branches: 1,
      pulls: 1,
    },
  ]
  it.each(refused.map((row) => [row.name, row] as const))(
    'says what is left, and mends it in the next run: %s',
    async (_name, { pattern, fault, outcome, says, branches = 0, pulls = 0 }) => {
      const { bed, workspace } = await freshBed()
      let isOver = false
      bed.github.on(pattern, (request, answer) => (isOver ? answer.pass() : fault(request, answer, bed.github)))
      const run = await publish(bed, workspace)
      await expectEnding(bed, run, outcome)
      expect(run.lastLine).toMatch(says)
      const state = await lastState(bed)
      expect([state.branches.length, state.pulls.length]).toEqual([branches, pulls])
      isOver = true
      const next = await publish(bed, workspace)
      await expectEnding(bed, next, pulls === 1 ? 'duplicate' : 'pr-opened')
      expect((await expectOnePullRequest(bed))?.labels.map(({ name }) => name)).toContain('suture')
    },
    90_000,
  )

  it('takes a closed pull request for a no', async () => {
    const { bed, workspace } = await freshBed()
    await expectEnding(bed, await publish(bed, workspace), 'pr-opened')
    await bed.github.ask(`PATCH /repos/${bed.repository}/pulls/1`, { state: 'closed' })
    const run = await publish(bed, workspace)
    await expectEnding(bed, run, 'duplicate')
    expect(run.lastLine).toContain('closed by a person')
    expect((await lastState(bed)).pulls.map(({ state }) => state)).toEqual(['closed'])
  }, 60_000)

  it('publishes nothing more once it is told to stop', async () => {
    const { bed, workspace } = await freshBed()
    let stop = (): void => undefined
    bed.github.on('GET /repos/{owner}/{repo}/pulls', (_request, answer) => {
      stop()
      answer.hang()
    })
    const run = await publish(bed, workspace, { onStart: (child) => (stop = () => child.kill('SIGTERM')) })
    await expectEnding(bed, run, 'error-internal')
    expect(run.lastLine).toContain('cancelled by SIGTERM')
    expect(await lastState(bed)).toEqual({ branches: [], pulls: [] })
  }, 60_000)

  it('lets one of twenty win who publish the same fix at once', async () => {
    const { bed, workspace } = await freshBed()
    const runs = await Promise.all(Array.from({ length: 20 }, () => publish(bed, workspace, { limitSeconds: 280 })))
    for (const run of runs) await expectEnding(bed, run, outcomeOf(run))
    const outcomes = runs.map(({ outputs }) => outputs['outcome']).sort()
    expect(outcomes).toEqual([...Array(19).fill('duplicate'), 'pr-opened'])
    await expectOnePullRequest(bed)
  }, 300_000)

  it('stays within forty requests, and a second between two writes', async () => {
    const { bed, workspace } = await freshBed()
    const before = bed.github.requests.length
    const times: number[] = []
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'])
      bed.github.on(`${method} /{path}`, async (request, answer) => {
        if (request.kind === 'api') times.push(Date.now())
        await answer.pass()
      })
    const run = await publish(bed, workspace)
    await expectEnding(bed, run, 'pr-opened')
    expect(bed.github.requests.length - before).toBeLessThanOrEqual(40)
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(gaps.filter((gap) => gap < 990)).toEqual([])
  }, 60_000)
})
