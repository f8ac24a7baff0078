import { openForge } from '../../../src/adapters/github.js'
import { fakeClock, forgeState, hold } from '../../contracts/fakes/forge.js'
import { type Intervention, send, type TinyGitHub, tinyGitHub } from '../tiny-github.js'

// The runner's clock may be hours off, or be put back: limits end, and pull requests were closed, by the server's.

const servers: TinyGitHub[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function open(...interventions: Intervention[]) {
  const server = await tinyGitHub(forgeState(['main', 'suture/aaa']))
  servers.push(server)
  server.interventions.push(...interventions)
  const clock = fakeClock()
  const forge = openForge({ apiUrl: server.apiUrl, token: 'ghs_x', owner: 'acme', repo: 'shop', clock })
  return { server, clock, forge }
}

const says =
  (status: number, body: unknown, headers: Record<string, string>): Intervention =>
  (_request, response) => {
    send(response, status, body, headers)
    return true
  }
/** The runner believes that it is ten in the morning. */
const there = 'Sun, 22 Nov 2026 15:00:00 GMT'
const inHalfAMinute = `${Date.parse('2026-11-22T15:00:30Z') / 1000}`

it.each([
  ['a reset by its own clock', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inHalfAMinute }, 31_000],
  ['a date of a proxy', { 'retry-after': 'Sun, 22 Nov 2026 15:00:12 GMT' }, 12_000],
])('waits for %s where the server is five hours ahead', async (_name, headers, milliseconds) => {
  const { forge, clock } = await open(says(403, { message: 'API rate limit exceeded' }, { ...headers, date: there }))
  await forge.defaultBranch()
  expect(clock.sleeps).toEqual([milliseconds])
})

it('names the end of a limit in the time of the server', async () => {
  const headers = { 'retry-after': '3600', date: there }
  const { forge } = await open(says(429, { message: 'slow down' }, headers))
  await expect(forge.defaultBranch()).rejects.toThrow('until 2026-11-22 16:00 UTC')
})

it.each([
  ['of an answer', there, '2026-11-22T15:00:00.000Z'],
  ['of this machine where it is the same but for seconds', 'Sun, 22 Nov 2026 10:00:03 GMT', '2026-11-22T10:00:00.000Z'],
  ['of this machine where the answer has none that can be read', 'soon', '2026-11-22T10:00:00.000Z'],
])('tells the time %s', async (_name, date, now) => {
  const { forge } = await open(says(200, { default_branch: 'main' }, { date }))
  await forge.defaultBranch()
  expect(forge.now().toISOString()).toBe(now)
})

it('waits no longer than a second between writes where the clock was put back', async () => {
  const state = forgeState()
  hold(state, { head: 'suture/bbb' })
  const server = await tinyGitHub(state)
  servers.push(server)
  const sleeps: number[] = []
  let time = Date.parse('2026-11-22T10:00:00Z')
  const clock = { now: () => new Date(time), sleep: async (milliseconds: number) => void sleeps.push(milliseconds) }
  const forge = openForge({ apiUrl: server.apiUrl, token: 'ghs_x', owner: 'acme', repo: 'shop', clock })
  await forge.addLabels(1, ['a'])
  time -= 3_600_000
  await forge.addLabels(1, ['b'])
  expect(sleeps).toEqual([1000])
})
