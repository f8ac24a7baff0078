import { join } from 'node:path'
import { parseMarker } from '../../src/report/pull-request.js'
import { git } from '../bed/git.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { commitAll, writeFiles } from '../bed/project.mjs'
import { type Bundle, makeBundle } from './bundle.js'
import { missingGuard } from './projects.js'
import { confirmations, expectEnding, failedJob, lastState } from './scenario.js'

const meanwhile = { message: 'Meanwhile', files: { 'src/other.js': 'export const other = 1\n' } }
const [healthy] = missingGuard
const beds: Bed[] = []
let first: Bundle

beforeAll(async () => {
  first = await makeBundle()
}, 180_000)
afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
})
afterAll(async () => {
  await first?.bed.close()
})

async function freshBed(): Promise<Bed> {
  const bed = await openBed()
  beds.push(bed)
  await bed.project(missingGuard)
  return bed
}

/** What somebody commits; ids are the same in every bed. */
async function push(bed: Bed, branch: string, { message, files }: { message: string; files: object }): Promise<string> {
  const developer = join(bed.root, 'developer')
  await git(developer, ['fetch', '-q', 'origin'])
  await git(developer, ['checkout', '-q', '-B', branch, `origin/${branch}`])
  await writeFiles(developer, files as Readonly<Record<string, string>>)
  const by = { author: 'Ada Example', email: 'ada@example.com', when: '2026-01-05T11:00:00.000Z' }
  const commit = await commitAll(developer, message, by)
  await git(developer, ['push', '-q', 'origin', branch])
  return commit
}

const publish = async (bed: Bed, { fix, digest }: Bundle, more: Parameters<Bed['run']>[2] = {}) =>
  bed.run(await bed.checkout(), { mode: 'publish', fix, digest }, more)
const heal = async (bed: Bed) => bed.run(await failedJob(bed), { signals: 'junit.xml', ...confirmations })

describe('a failure whose pull request is open', () => {
  it('is proven again on a base that moved, and its branch goes forward; people are left alone', async () => {
    const bed = await freshBed()
    await expectEnding(bed, await publish(bed, first), 'pr-opened')
    const [branch = ''] = (await lastState(bed)).branches
    const tip = await git(bed.bare, ['rev-parse', branch])
    const base = await push(bed, 'main', meanwhile)

    const run = await heal(bed)
    await expectEnding(bed, run, 'pr-updated')
    expect(run.report.pullRequest).toMatchObject({ number: 1, action: 'updated' })
    const now = await git(bed.bare, ['rev-parse', branch])
    expect(await git(bed.bare, ['rev-parse', `${branch}^1`, `${branch}^2`])).toBe(`${tip}\n${base}`)
    expect(await git(bed.bare, ['rev-parse', `${branch}^{tree}`])).toBe(run.report.fix.tree)
    expect(await git(bed.bare, ['diff', '--name-only', `main...${branch}`])).toBe('src/label.js')
    const [pull] = (await lastState(bed)).pulls
    expect(pull?.state).toBe('open')
    expect(parseMarker(pull?.body ?? '')).toMatchObject({ commit: pull?.head.sha, base })
    expect(run.report.attempts).toHaveLength(1)

    await expectEnding(bed, await heal(bed), 'duplicate')
    expect(await git(bed.bare, ['rev-parse', branch])).toBe(now)

    const theirs = await push(bed, branch, { message: 'A word', files: { 'NOTES.md': 'Mine\n' } })
    await push(bed, 'main', { message: 'Later', files: { 'src/third.js': '' } })
    await expectEnding(bed, await heal(bed), 'duplicate')
    expect(await git(bed.bare, ['rev-parse', branch])).toBe(theirs)
  }, 240_000)

  it('is closed with a sentence once the failure is gone, and comes back as a new one', async () => {
    const bed = await freshBed()
    await expectEnding(bed, await publish(bed, first), 'pr-opened')
    const green = async () => bed.run(await bed.checkout(), { signals: 'tests', ...confirmations })
    await push(bed, 'main', { message: 'By hand', files: { 'src/label.js': healthy?.files['src/label.js'] } })
    await expectEnding(bed, await green(), 'no-failure')
    const pulls = async () => (await lastState(bed)).pulls.map(({ number, state }) => `${number} ${state}`)
    expect(await pulls()).toEqual(['1 closed'])
    const comments = await bed.github.ask(`GET /repos/${bed.repository}/issues/1/comments`)
    expect(comments).toMatchObject([{ body: expect.stringMatching(/^The failure that this mends is gone: on `main`/) }])

    await expectEnding(bed, await green(), 'no-failure')
    expect((await bed.github.ask(`GET /repos/${bed.repository}/issues/1/comments`)).length).toBe(1)
    await push(bed, 'main', { message: 'Again', files: { 'src/label.js': missingGuard[1]?.files['src/label.js'] } })
    await expectEnding(bed, await heal(bed), 'pr-opened')
    expect((await pulls()).sort()).toEqual(['1 closed', '2 open'])
    expect((await lastState(bed)).branches).toHaveLength(1)
  }, 240_000)

  it('stays where a green report does not hold its test, or the base is the one that it was proven on', async () => {
    const bed = await freshBed()
    await expectEnding(bed, await publish(bed, first), 'pr-opened')
    const report = '<testsuite name="other" tests="1"><testcase name="another" classname="x"/></testsuite>\n'
    const green = async () => {
      const workspace = await bed.checkout()
      await writeFiles(workspace, { 'junit.xml': report })
      return bed.run(workspace, { signals: 'junit.xml', ...confirmations })
    }
    await expectEnding(bed, await green(), 'no-failure')
    await push(bed, 'main', meanwhile)
    await expectEnding(bed, await green(), 'no-failure')
    expect((await lastState(bed)).pulls).toMatchObject([{ state: 'open' }])
  }, 120_000)

  it('is mended on the branch that fails, where that is not the default one', async () => {
    const bed = await freshBed()
    const developer = join(bed.root, 'developer')
    await git(developer, ['push', '-q', 'origin', 'main:refs/heads/feature'])
    const tip = await push(bed, 'feature', meanwhile)
    const payload = {
      repository: { id: 4711 },
      pull_request: { number: 5, head: { ref: 'feature', sha: tip, repo: { id: 4711 } }, base: { ref: 'main' } },
    }
    const workspace = await failedJob(bed, undefined, 'feature')
    const event = { name: 'pull_request', payload }
    const environment = { GITHUB_REPOSITORY_ID: '4711' }
    const run = await bed.run(workspace, { signals: 'junit.xml', ...confirmations }, { event, environment })
    await expectEnding(bed, run, 'pr-opened')
    expect((await lastState(bed)).pulls).toMatchObject([{ base: { ref: 'feature', sha: tip } }])
  }, 120_000)
})
