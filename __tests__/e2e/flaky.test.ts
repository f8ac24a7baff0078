import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { commitAll, writeFiles } from '../bed/project.mjs'
import { flakyReport, flakyTest, missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, failedJob } from './scenario.js'

const world = eachWithBed()

describe('a failure that is not there, or not always', () => {
  it('ends as flaky, with the rate, where it comes and goes', async () => {
    const { bed } = world
    await bed.project(flakyTest)
    const workspace = await bed.checkout()
    await writeFile(join(workspace, 'junit.xml'), flakyReport)
    const run = await bed.run(workspace, { signals: 'junit.xml', ...confirmations })
    await expectEnding(bed, run, 'flaky')
    expect(run.outputs['reason']).toMatch(/1 of 2/)
    expect(run.report.usage?.calls ?? 0).toBe(0)
    await expectNothingPublished(bed)
  }, 90_000)

  it('ends as not-reproduced where the commit is healthy', async () => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await failedJob(bed)
    await writeFiles(workspace, missingGuard[0]?.files ?? {})
    await commitAll(workspace, 'Mend', { author: 'Ada', email: 'ada@example.com', when: '2026-01-07T00:00:00Z' })
    const run = await bed.run(
      workspace,
      { signals: 'junit.xml', ...confirmations },
      { sha: await git(workspace, ['rev-parse', 'HEAD']) },
    )
    await expectEnding(bed, run, 'not-reproduced')
    await expectNothingPublished(bed)
  }, 90_000)

  it('ends as no-failure on a green report', async () => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await bed.checkout()
    await writeFile(
      join(workspace, 'junit.xml'),
      '<testsuites><testsuite name="a"><testcase name="b"/></testsuite></testsuites>',
    )
    await expectEnding(bed, await bed.run(workspace, { signals: 'junit.xml' }), 'no-failure')
    await expectNothingPublished(bed)
  }, 60_000)
})
