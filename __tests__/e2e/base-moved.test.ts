import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import type { Fault } from '../bed/github/faults.mjs'
import type { Bed } from '../bed/index.mjs'
import { commitAll, writeFiles } from '../bed/project.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, failedJob, lastState } from './scenario.js'

const world = eachWithBed()

/** Somebody pushes to main while the run is at its tests. */
async function healWhileMoving(bed: Bed, files: Readonly<Record<string, string>>) {
  await bed.project(missingGuard)
  const workspace = await failedJob(bed)
  let calls = 0
  const move: Fault = async (_request, answer) => {
    calls += 1
    // The first look is before the work, the next one at publishing.
    if (calls === 2) {
      const developer = join(bed.root, 'developer')
      await writeFiles(developer, files)
      await commitAll(developer, 'Meanwhile', { author: 'Ada', email: 'ada@example.com', when: '2026-02-01T00:00:00Z' })
      await git(developer, ['push', '-q', 'origin', 'main'])
    }
    await answer.pass()
  }
  bed.github.on('GET /repos/{owner}/{repo}/pulls', move, 100)
  const run = await bed.run(workspace, { signals: 'junit.xml', ...confirmations })
  expect(await git(bed.bare, ['log', '-1', '--format=%s', 'main'])).toBe('Meanwhile')
  return run
}

describe('a base that moves while the run is working', () => {
  it('proves the fix again on the new tip, and publishes it there', async () => {
    const { bed } = world
    const run = await healWhileMoving(bed, { 'src/other.js': 'export const other = 1\n' })
    await expectEnding(bed, run, 'pr-opened')
    const [branch = ''] = (await lastState(bed)).branches
    expect(await git(bed.bare, ['rev-parse', `${branch}^`])).toBe(await git(bed.bare, ['rev-parse', 'main']))
    expect(await git(bed.bare, ['rev-parse', `${branch}^{tree}`])).toBe(run.report.fix.tree)
    expect(run.report.fix.base).toBe(await git(bed.bare, ['rev-parse', 'main']))
  }, 120_000)

  it('ends there where the mended file itself has changed', async () => {
    const { bed } = world
    const [begin] = missingGuard
    const label = `// Renamed soon.\n${String(begin?.files['src/label.js']).replace('?.', '.')}`
    const run = await healWhileMoving(bed, { 'src/label.js': label })
    await expectEnding(bed, run, 'base-moved')
    await expectNothingPublished(bed)
  }, 120_000)

  it('has nothing to do where somebody mended the same failure meanwhile', async () => {
    const { bed } = world
    const [begin] = missingGuard
    const run = await healWhileMoving(bed, { 'src/label.js': String(begin?.files['src/label.js']) })
    await expectEnding(bed, run, 'no-failure')
    expect(run.lastLine).toMatch(/src\/label\.js (has this change on main already|was mended on main meanwhile)/)
    await expectNothingPublished(bed)
  }, 120_000)
})
