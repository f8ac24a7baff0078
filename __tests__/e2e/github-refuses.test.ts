import * as refusals from '../bed/github/refusals.mjs'
import { missingGuard } from './projects.js'
import {
  confirmations,
  eachWithBed,
  expectEnding,
  expectNothingPublished,
  failedJob,
  lastState,
  outcomeOf,
} from './scenario.js'

const world = eachWithBed()
const inputs = { signals: 'junit.xml', ...confirmations }

async function brokenJob() {
  await world.bed.project(missingGuard)
  return failedJob(world.bed)
}

describe('what GitHub may refuse', () => {
  it('names a token that is not accepted', async () => {
    const { bed } = world
    const workspace = await brokenJob()
    const run = await bed.run(workspace, { ...inputs, 'github-token': 'ghs_4711_not-a-token' })
    await expectEnding(bed, run, 'error-config')
    expect(run.lastLine).toMatch(/token.*not accepted|not accepted.*token/i)
    await expectNothingPublished(bed)
  }, 60_000)

  it('keeps the branch where Actions may not open pull requests, says which setting, and finishes later', async () => {
    const { bed } = world
    const workspace = await brokenJob()
    bed.github.repositories['acme/shop'] = { actionsMayOpenPullRequests: false }
    const run = await bed.run(workspace, inputs)
    await expectEnding(bed, run, 'error-github')
    expect(run.lastLine).toMatch(/Allow GitHub Actions to create and approve pull requests/i)
    const { branches, pulls } = await lastState(bed)
    expect([branches.length, pulls.length]).toEqual([1, 0])
    expect(`${run.stdout}${run.summary}`).toContain(`/acme/shop/compare/main...${branches[0]}`)

    bed.github.repositories['acme/shop'] = { actionsMayOpenPullRequests: true }
    await expectEnding(bed, await bed.run(workspace, inputs), 'pr-opened')
    expect((await lastState(bed)).branches).toEqual(branches)
  }, 120_000)

  it('names the missing permission to push', async () => {
    const { bed } = world
    const workspace = await brokenJob()
    const token = bed.github.addToken({ permissions: { contents: 'read', pull_requests: 'write' } })
    const run = await bed.run(workspace, { ...inputs, 'github-token': token })
    await expectEnding(bed, run, outcomeOf(run), [token])
    expect(run.exit).toBeGreaterThan(0)
    expect(run.lastLine).toMatch(/contents: write/)
    expect(await lastState(bed)).toEqual({ branches: [], pulls: [] })
  }, 60_000)

  it('names the rule set that closes its branch names', async () => {
    const { bed } = world
    const workspace = await brokenJob()
    bed.github.repositories['acme/shop'] = { actionsMayOpenPullRequests: true, protectedRefs: 'refs/heads/suture/*' }
    const run = await bed.run(workspace, inputs)
    await expectEnding(bed, run, outcomeOf(run))
    expect(run.exit).toBeGreaterThan(0)
    expect(`${run.lastLine}`).toMatch(/rule/i)
    expect(await lastState(bed)).toEqual({ branches: [], pulls: [] })
  }, 60_000)

  it('gives up by name where the hourly limit is used up', async () => {
    const { bed } = world
    const workspace = await brokenJob()
    bed.github.on('GET /repos/{owner}/{repo}/pulls', (_request, answer) => answer.respond(refusals.primaryLimit(3600)))
    const run = await bed.run(workspace, inputs)
    await expectEnding(bed, run, outcomeOf(run))
    expect(['limit-reached', 'error-github']).toContain(run.outputs['outcome'])
    expect(run.lastLine).toMatch(/limit/i)
    expect(run.report.pullRequest?.number).toBeUndefined()
  }, 60_000)
})
