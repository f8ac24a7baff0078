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

  it('lets one of two win who publish the same fix at once', async () => {
    const { bed, workspace } = await freshBed()
    const other = await bed.checkout()
    const runs = await Promise.all([publish(bed, workspace), publish(bed, other)])
    for (const run of runs) await expectEnding(bed, run, outcomeOf(run))
    expect(runs.map(({ outputs }) => outputs['outcome']).sort()).toEqual(['duplicate', 'pr-opened'])
    await expectOnePullRequest(bed)
  }, 60_000)
})
