/** A branch with a pull request fails, and the job has checked out what `actions/checkout` takes by default: the merge. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import type { Bed } from '../bed/index.mjs'
import { commitAll, writeFiles } from '../bed/project.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, lastState, runNodeTests } from './scenario.js'

const world = eachWithBed()
const [healthy, broken] = missingGuard
const inputs = { signals: 'junit.xml', ...confirmations }
const environment = { GITHUB_REPOSITORY_ID: '4711' }

/** Main is healthy and went on; the branch broke it. Returns the branch's tip. */
async function begin(bed: Bed): Promise<string> {
  await bed.project(healthy === undefined ? [] : [healthy])
  const developer = join(bed.root, 'developer')
  const by = { author: 'Ada Example', email: 'ada@example.com', when: '2026-01-05T11:00:00.000Z' }
  await git(developer, ['checkout', '-q', '-b', 'feature'])
  await writeFiles(developer, broken?.files ?? {})
  const tip = await commitAll(developer, 'Shorten', by)
  await git(developer, ['push', '-q', 'origin', 'feature'])
  await git(developer, ['checkout', '-q', 'main'])
  await writeFiles(developer, { 'src/other.js': 'export const other = 1\n' })
  await commitAll(developer, 'Meanwhile', by)
  await git(developer, ['push', '-q', 'origin', 'main'])
  const identity = ['-c', 'user.name=GitHub', '-c', 'user.email=noreply@github.com']
  await git(developer, [...identity, 'merge', '-q', '--no-ff', '-m', 'Merge feature into main', 'feature'])
  await git(developer, ['push', '-q', bed.bare, 'HEAD:refs/pull/5/merge'])
  await git(developer, ['reset', '-q', '--hard', 'HEAD~1'])
  return tip
}

async function mergeCheckout(bed: Bed, depth: number): Promise<string> {
  const workspace = join(bed.root, `merge-${depth}`)
  await mkdir(workspace)
  await git(workspace, ['init', '-q'])
  const flags = depth === 0 ? [] : [`--depth=${depth}`]
  await git(workspace, ['fetch', '-q', ...flags, `file://${bed.bare}`, '+refs/pull/5/merge:refs/remotes/pull/5/merge'])
  await git(workspace, ['checkout', '-q', '--force', 'refs/remotes/pull/5/merge'])
  await runNodeTests(workspace)
  return workspace
}

const pullRequest = (sha: string, headRepository = 4711) => ({
  name: 'pull_request',
  payload: {
    number: 5,
    repository: { id: 4711 },
    pull_request: {
      number: 5,
      head: { ref: 'feature', sha, repo: { id: headRepository } },
      base: { ref: 'main', repo: { id: 4711 } },
    },
  },
})
const ref = 'refs/pull/5/merge'

it.each([1, 0])(
  'is mended on its own branch, with a checkout of depth %i',
  async (depth) => {
    const { bed } = world
    const tip = await begin(bed)
    const run = await bed.run(await mergeCheckout(bed, depth), inputs, { event: pullRequest(tip), ref, environment })
    await expectEnding(bed, run, 'pr-opened')
    const { branches, pulls } = await lastState(bed)
    expect(pulls).toMatchObject([{ base: { ref: 'feature', sha: tip } }])
    const [fix = ''] = branches.filter((name) => name.startsWith('suture/'))
    expect(await git(bed.bare, ['diff', '--name-only', 'feature', fix])).toBe('src/label.js')
  },
  180_000,
)

it('says how to get the commit where it cannot be fetched', async () => {
  const { bed } = world
  const tip = await begin(bed)
  const workspace = await mergeCheckout(bed, 1)
  const gone = { event: pullRequest(`${tip.slice(0, 39)}${tip.endsWith('0') ? '1' : '0'}`), ref, environment }
  const run = await bed.run(workspace, inputs, gone)
  await expectEnding(bed, run, 'error-config')
  expect(run.lastLine).toMatch(
    /is not in this checkout; check out the commit that failed \(actions\/checkout with ref\)/,
  )
  expect((await lastState(bed)).pulls).toEqual([])
}, 120_000)

it('is not touched where it is of a fork, whatever the token may do', async () => {
  const { bed } = world
  const tip = await begin(bed)
  const workspace = await mergeCheckout(bed, 1)
  const run = await bed.run(workspace, inputs, { event: pullRequest(tip, 99), ref, environment })
  await expectEnding(bed, run, 'refused-untrusted')
  expect(bed.github.requests).toEqual([])
}, 120_000)

it('is left alone where a merge queue has made it', async () => {
  const { bed } = world
  await begin(bed)
  const name = `gh-readonly-queue/main/pr-5-${'a'.repeat(40)}`
  await git(join(bed.root, 'developer'), ['push', '-q', 'origin', `feature:refs/heads/${name}`])
  const workspace = await bed.checkout({ branch: name })
  await runNodeTests(workspace)
  const event = { name: 'merge_group', payload: { action: 'checks_requested', merge_group: { head_ref: name } } }
  const run = await bed.run(workspace, inputs, { event, ref: `refs/heads/${name}` })
  await expectEnding(bed, run, 'refused-policy')
  expect(run.lastLine).toContain('merge-queue: ')
  expect((await lastState(bed)).pulls).toEqual([])
}, 120_000)
