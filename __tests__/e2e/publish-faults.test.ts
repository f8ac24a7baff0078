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
      expect((await expectOnePullRequest(bed))?.labels).toMatchObject([{ name: 'suture' }])
    },
    60_000,
  )

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
