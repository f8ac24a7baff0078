import type { ServerResponse } from 'node:http'
import { openForge } from '../../src/adapters/github.js'
import { BrokenWorld } from '../../src/domain.js'
import type { NewPullRequest } from '../../src/ports.js'
import { fakeClock, forgeState, hold } from '../contracts/fakes/forge.js'
import { type Intervention, send, type TinyGitHub, tinyGitHub } from './tiny-github.js'

const token = 'ghs_NOBODYMAYSEETHIS0123456789abcdef'
const request: NewPullRequest = { title: 'Fix it', body: 'a body', head: 'suture/aaa', base: 'main', draft: true }
/** A busy machine needs some hundred milliseconds for an honest answer. */
const limits = { answerMilliseconds: 700, bodyMilliseconds: 700 }

const servers: TinyGitHub[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function open(...interventions: Intervention[]) {
  const state = forgeState(['main', 'suture/aaa'])
  const server = await tinyGitHub(state)
  servers.push(server)
  server.interventions.push(...interventions)
  const clock = fakeClock()
  const forge = openForge({ apiUrl: server.apiUrl, token, owner: 'acme', repo: 'shop', clock, limits })
  const posts = () => server.seen.filter((seen) => seen.method === 'POST').length
  return { state, server, clock, forge, posts }
}

const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): Intervention =>
  (_request, response) => {
    send(response, status, body, headers)
    return true
  }
const cut: Intervention = (_request, response) => {
  response.destroy()
  return true
}
/** The request is done, but its answer is lost. */
const doneThen =
  (lose: (response: ServerResponse) => void): Intervention =>
  (_request, response, goOn) => {
    const { end } = response
    response.end = (() => response) as typeof response.end
    const write = response.writeHead
    response.writeHead = (() => response) as typeof response.writeHead
    goOn()
    response.end = end
    response.writeHead = write
    lose(response)
    return true
  }

async function brokenBy(promise: Promise<unknown>): Promise<BrokenWorld> {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(error).toBeInstanceOf(BrokenWorld)
  const broken = error as BrokenWorld
  expect(
    `${broken.message} ${broken.next} ${broken.stack} ${JSON.stringify(broken)} ${String(broken.cause)}`,
  ).not.toContain(token)
  expect(broken.message).not.toMatch(/[\r\n]/)
  return broken
}

describe('a refusal', () => {
  it.each([
    [
      401,
      { message: 'Bad credentials' },
      {},
      'error-config',
      /github-token is not accepted by 127\.0\.0\.1/,
      /not expired/,
    ],
    [
      403,
      { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
      {},
      'error-github',
      /not permitted to create pull requests/,
      /the branch suture\/aaa is pushed; turn on Settings, Actions, General.*compare\/main\.\.\.suture\/aaa/,
    ],
    [
      403,
      { message: 'Resource not accessible by integration' },
      {},
      'error-github',
      /lacks pull-requests: write on acme\/shop/,
      /permissions of the job/,
    ],
    [
      403,
      { message: 'Resource not accessible by personal access token' },
      {},
      'error-github',
      /personal token lacks pull-requests: write/,
      /give it/,
    ],
    [
      403,
      { message: 'Resource protected by organization SAML enforcement' },
      { 'x-github-sso': 'required' },
      'error-github',
      /single sign-on/,
      /authorize/,
    ],
    [403, { message: 'Repository was archived so is read-only.' }, {}, 'error-github', /archived/, /unarchive/],
    [
      404,
      { message: 'Not Found' },
      {},
      'error-github',
      /acme\/shop is not there, or github-token has no access/,
      /pull-requests: write/,
    ],
    [409, { message: 'Conflict' }, {}, 'error-github', /conflict.*Conflict/, /run again/],
    [
      422,
      { message: 'Validation Failed', errors: [{ message: 'No commits between main and suture/aaa' }] },
      {},
      'error-github',
      /main has all of suture\/aaa/,
      /run again/,
    ],
    [
      422,
      { message: 'Validation Failed', errors: [{ field: 'base', code: 'invalid' }] },
      {},
      'error-config',
      /branch main is not on the server/,
      /input base/,
    ],
    [
      422,
      { message: 'Validation Failed', errors: [{ message: 'body is too long (maximum is 65536 characters)' }] },
      {},
      'error-github',
      /body is too long/,
      /the branch suture\/aaa is pushed/,
    ],
    [418, '<html>', {}, 'error-github', /status 418/, /run again/],
  ] as const)('%i %j says what to do', async (status, body, headers, outcome, reason, next) => {
    const { forge, posts } = await open(says(status, body, headers))
    const broken = await brokenBy(forge.openPullRequest(request))
    expect(broken.outcome).toBe(outcome)
    expect(broken.message).toMatch(reason)
    expect(broken.next).toMatch(next)
    expect(posts()).toBe(1)
  })

  it('of drafts is met without a draft', async () => {
    const message = 'Draft pull requests are not supported in this repository.'
    const { forge, state } = await open(says(422, { message: 'Validation Failed', errors: [{ message }] }))
    await forge.openPullRequest(request)
    expect(state.pullRequests[0]).toMatchObject({ draft: false })
  })

  it.each(['', ' ', 'a b', 'a\nb', 'ü'])('of a token that is none comes before any request: %j', (bad) => {
    const options = { apiUrl: 'http://127.0.0.1:1', owner: 'o', repo: 'r', clock: fakeClock() }
    expect(() => openForge({ ...options, token: bad })).toThrow(/github-token/)
  })
})

describe('a failure by chance', () => {
  it.each([
    ['500', says(500, { message: 'Server Error' })],
    ['502 with HTML', says(502, '<html>Unicorn!</html>', { 'content-type': 'text/html' })],
    ['an empty success', says(200, '')],
    ['half a JSON', says(200, '[{"number": 1')],
    ['HTML with success', says(200, '<html>', { 'content-type': 'text/html' })],
    ['a cut connection', cut],
    [
      'a body that is cut',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('[')
        setImmediate(() => response.destroy())
        return true
      },
    ],
    ['no answer in time', () => true],
    [
      'a body that never ends',
      (_request, response) => {
        response.writeHead(200)
        response.write('[')
        return true
      },
    ],
  ] as [string, Intervention][])('is tried again where that does no harm: %s', async (_name, intervention) => {
    const { forge, state, server, clock } = await open(intervention, intervention)
    hold(state, { head: 'suture/aaa' })
    expect(await forge.pullRequestsFrom('suture/aaa')).toHaveLength(1)
    expect(server.seen).toHaveLength(3)
    expect(clock.sleeps[0]).toBeGreaterThanOrEqual(1000)
    expect(clock.sleeps[1]).toBeGreaterThanOrEqual(2000)
  })

  it('is named where it stays', async () => {
    const { forge, server } = await open(...Array.from({ length: 10 }, () => says(503, 'unavailable')))
    const broken = await brokenBy(forge.pullRequestsFrom('suture/aaa'))
    expect(broken).toMatchObject({ outcome: 'error-github' })
    expect(broken.message).toBe('GitHub answered with status 503 while listing the pull requests of suture/aaa')
    expect(server.seen).toHaveLength(4)
  })

  it('is named where nobody listens', async () => {
    const clock = fakeClock()
    const forge = openForge({ apiUrl: 'http://127.0.0.1:1', token, owner: 'acme', repo: 'shop', clock })
    const broken = await brokenBy(forge.openPullRequest(request))
    expect(broken.message).toMatch(
      /nobody listens there \(ECONNREFUSED\), while opening the pull request of suture\/aaa/,
    )
  })

  it('of a label is tried again', async () => {
    const { forge, state } = await open(says(500, {}))
    hold(state, { head: 'suture/aaa' })
    await forge.addLabels(1, ['suture'])
    expect(state.pullRequests[0]?.labels).toEqual(['suture'])
  })
})

describe('opening a pull request makes exactly one', () => {
  it.each([
    ['the connection is cut after it was made', doneThen((response) => response.destroy())],
    ['a 502 hides that it was made', doneThen((response) => send(response, 502, '<html>'))],
    ['the answer is cut JSON', doneThen((response) => send(response, 201, '{"number": 1,'))],
    ['the answer is empty', doneThen((response) => send(response, 201, ''))],
    ['no answer comes', doneThen(() => undefined)],
  ] as [string, Intervention][])('where %s', async (_name, intervention) => {
    const { forge, state, posts } = await open(intervention)
    expect(await forge.openPullRequest(request)).toMatchObject({ number: 1, existed: false })
    expect(state.pullRequests).toHaveLength(1)
    expect(posts()).toBe(1)
  })

  it.each([
    ['the connection is cut before', cut],
    ['a 500 comes', says(500, {})],
  ] as [string, Intervention][])('where %s', async (_name, intervention) => {
    const { forge, state, server } = await open(intervention)
    expect(await forge.openPullRequest(request)).toMatchObject({ number: 1, existed: false })
    expect(state.pullRequests).toHaveLength(1)
    expect(server.seen.map((seen) => seen.method)).toEqual(['POST', 'GET', 'POST'])
  })

  it('where the list does not show it in time', async () => {
    const { forge, state } = await open(
      doneThen((response) => response.destroy()),
      says(200, []),
    )
    expect(await forge.openPullRequest(request)).toMatchObject({ number: 1, existed: false })
    expect(state.pullRequests).toHaveLength(1)
  })

  it('and gives up with what is left behind', async () => {
    const { forge, posts } = await open(cut, says(200, []), cut, says(200, []), cut, says(200, []))
    const broken = await brokenBy(forge.openPullRequest(request))
    expect(broken.next).toMatch(/^the branch suture\/aaa is pushed, its pull request is missing: /)
    expect(posts()).toBe(3)
  })

  it("and tells somebody else's apart", async () => {
    const { forge, state } = await open((_request, response) => {
      hold(state, { head: 'suture/aaa', body: 'theirs' })
      response.destroy()
      return true
    })
    expect(await forge.openPullRequest(request)).toMatchObject({ existed: true, body: 'theirs' })
  })
})

describe('limits', () => {
  const soon = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${Date.parse('2026-11-22T10:00:30Z') / 1000}` }
  const late = { ...soon, 'x-ratelimit-reset': `${Date.parse('2026-11-22T10:40:00Z') / 1000}` }

  it.each([
    ['the primary one', says(403, { message: 'API rate limit exceeded' }, soon), 31_000],
    ['one that names its time', says(429, { message: 'slow down' }, { 'retry-after': '7' }), 7000],
    ['the secondary one', says(403, { message: 'You have exceeded a secondary rate limit.' }), 60_000],
  ] as const)('%s is waited for, and a write is sent again', async (_name, intervention, milliseconds) => {
    const { forge, state, clock } = await open(intervention)
    await forge.openPullRequest(request)
    expect(clock.sleeps).toEqual([milliseconds])
    expect(state.pullRequests).toHaveLength(1)
  })

  it('that end too late end the run, with the time', async () => {
    const { forge, clock, server } = await open(says(403, { message: 'API rate limit exceeded' }, late))
    const broken = await brokenBy(forge.defaultBranch())
    expect(broken).toMatchObject({ outcome: 'limit-reached' })
    expect(broken.message).toContain('until 2026-11-22 10:40 UTC')
    expect(clock.sleeps).toEqual([])
    expect(server.seen).toHaveLength(1)
  })

  it('that come back end the run after three waits', async () => {
    const { forge, server } = await open(...Array.from({ length: 9 }, () => says(429, {}, { 'retry-after': '5' })))
    expect(await brokenBy(forge.defaultBranch())).toMatchObject({ outcome: 'limit-reached' })
    expect(server.seen).toHaveLength(4)
  })

  it('a second passes between writes, none between reads', async () => {
    const { forge, clock } = await open()
    await forge.defaultBranch()
    await forge.openPullRequests('suture/')
    await forge.openPullRequest(request)
    expect(clock.sleeps).toEqual([])
    await forge.addLabels(1, ['a'])
    await forge.addAssignees(1, ['b'])
    expect(clock.sleeps).toEqual([1000, 1000])
  })
})

describe('pages', () => {
  const items = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      number: from + index,
      html_url: 'https://github.com/acme/shop/pull/1',
      head: { ref: `suture/${from + index}`, repo: { id: 1 } },
      base: { repo: { id: 1 } },
      state: 'open',
    }))

  it('go on where the link is missing and the page is full', async () => {
    const { forge } = await open(says(200, items(1, 100)), says(200, items(101, 1)))
    expect(await forge.openPullRequests('suture/')).toHaveLength(101)
  })

  it('end where they repeat themselves, and hold each one once', async () => {
    const { forge, server } = await open(...Array.from({ length: 9 }, () => says(200, items(1, 100))))
    expect(await forge.openPullRequests('suture/')).toHaveLength(100)
    expect(server.seen).toHaveLength(2)
  })

  it('end after three', async () => {
    const { forge, server } = await open(...Array.from({ length: 30 }, (_, page) => says(200, items(page * 100, 100))))
    expect(await forge.openPullRequests('suture/')).toHaveLength(300)
    expect(server.seen).toHaveLength(3)
  })

  it('never lead to another server', async () => {
    const elsewhere = { link: '<https://evil.example/next>; rel="next"' }
    const { forge } = await open(...Array.from({ length: 4 }, () => says(200, items(1, 100), elsewhere)))
    expect((await brokenBy(forge.openPullRequests('suture/'))).message).toContain('points to another server')
  })

  it.each([
    ['no list', {}],
    ['no pull requests', [{ number: 'x' }]],
  ])('that are %s are refused', async (_name, body) => {
    const { forge } = await open(says(200, body))
    expect(await brokenBy(forge.openPullRequests('suture/'))).toMatchObject({ outcome: 'error-github' })
  })

  it('show only the branch that was asked for, whatever the server filters', async () => {
    const { forge } = await open(says(200, items(1, 3)))
    expect((await forge.pullRequestsFrom('suture/2')).map((found) => found.number)).toEqual([2])
  })
})

describe('redirects', () => {
  it('are followed on the same server, and never to another', async () => {
    const { forge, server } = await open(says(301, {}, { location: '/api/v3/repos/acme/shop' }))
    expect(await forge.defaultBranch()).toBe('main')
    server.interventions.push(...Array.from({ length: 4 }, () => says(302, {}, { location: 'http://localhost:1/x' })))
    expect((await brokenBy(forge.defaultBranch())).message).toContain('redirects to another server')
  })
})

describe('requests', () => {
  it('carry the token in one header, the version, and nothing of search', async () => {
    const { forge, server } = await open()
    await forge.pullRequestsFrom('suture/aaa')
    await forge.openPullRequest(request)
    await forge.requestReviewers(1, ['ann', 'acme/core'])
    for (const { headers, path } of server.seen) {
      expect(headers).toMatchObject({
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        accept: 'application/vnd.github+json',
      })
      expect(path).not.toContain('search')
    }
    expect(server.seen[0]?.path).toContain('/pulls?head=acme%3Asuture%2Faaa&state=all')
    expect(server.seen[2]?.body).toEqual({ reviewers: ['ann'], team_reviewers: ['core'] })
  })
})
