import { git } from '../bed/git.mjs'
import type { WorkflowRun } from '../bed/github/workflow-runs.mjs'
import { broken, gitIn, healthy, historyOf, importHistory, mistake, shop } from './histories.js'
import { confirmations, eachWithBed, expectEnding, lastState, untouched } from './scenario.js'

const runs: WorkflowRun[] = []
const world = eachWithBed({ settings: { runs } })
beforeEach(() => {
  runs.length = 0
})

const revert = { mode: 'propose', signals: 'tests', strategies: 'revert', ...confirmations }
const offline = { ...revert, 'github-token': '' }
const stepsIn = (log: string): number => (log.match(/^bisect: \d+ commits, step/gm) ?? []).length
const halfTaken =
  '-  const loyal = years > steps.length * 3 && level > 1 && sum > 500\n+  const loyal = years > 5 && level > 1\n'

describe('a regression', () => {
  it('three commits back is found and taken back, and nothing else of its commit', async () => {
    const { bed } = world
    const commits = await bed.project(historyOf(8, 4))
    const workspace = await bed.checkout()
    const run = await untouched(workspace, () => bed.run(workspace, { ...revert, mode: 'heal' }))
    await expectEnding(bed, run, 'pr-opened')
    expect(run.report.culprit).toEqual({ commit: commits[4], subject: 'Reverse on demand', how: 'bisect' })
    expect(run.report.fix.strategy).toBe('revert')
    expect(run.report.fix.patch).toContain(halfTaken)
    expect(run.report.fix.patch).not.toContain('reverse')
    const [pull] = (await lastState(bed)).pulls
    expect(pull?.labels.map(({ name }) => name).sort()).toEqual(['regression', 'revert', 'suture'])
    expect(pull?.body).toContain('Started failing with')
    expect(pull?.body).toContain('Takes back part of')
    expect(run.summary).toContain('Started failing with')
  }, 120_000)

  it('is labelled and named for every strategy, and its lines come first among the suspects', async () => {
    const { bed } = world
    const wrong = healthy.replace('years > 5', 'yeers > 5')
    await bed.project(historyOf(5, 3, { 3: { message: 'Shorten', files: { 'src/price.js': wrong } } }))
    const run = await bed.run(await bed.checkout(), { signals: 'tests', ...confirmations })
    await expectEnding(bed, run, 'pr-opened')
    expect(run.report.fix.strategy).toBe('rules')
    expect(run.report.culprit).toMatchObject({ subject: 'Shorten', how: 'bisect' })
    expect(run.report.suspects[0]).toMatchObject({ file: 'src/price.js', line: 12 })
    expect(run.report.suspects[0].why).toContain('culprit')
    const [pull] = (await lastState(bed)).pulls
    expect(pull?.labels.map(({ name }) => name).sort()).toEqual(['regression', 'suture'])
  }, 120_000)

  it('is adapted where later commits moved its lines', async () => {
    const { bed } = world
    const moved = `// Prices of the shop.\n// All in cents.\n\n${broken.replace('  return sum\n', '  return Math.round(sum)\n')}`
    await bed.project(historyOf(7, 3, { 5: { message: 'Round', files: { 'src/price.js': moved } } }))
    const run = await bed.run(await bed.checkout(), offline)
    await expectEnding(bed, run, 'proposed')
    expect(run.report.culprit.subject).toBe('Reverse on demand')
    expect(run.report.fix.patch).toContain(halfTaken)
  }, 120_000)
})

describe('a history of 1,000 commits', () => {
  it.each([613, 2])(
    'is searched in at most ten runs where the last good run is known (commit %i)',
    async (bad) => {
      const { bed } = world
      const commits = importHistory(bed.bare, historyOf(1001, bad))
      const head = commits.at(-1) ?? ''
      const repository = { id: 1, full_name: 'acme/shop', default_branch: 'main', fork: false, private: false }
      runs.push(
        { id: 3, headSha: commits[0] ?? '', headBranch: 'main', conclusion: 'success' },
        { id: 4, headSha: commits.at(-2) ?? '', headBranch: 'other', conclusion: 'success' },
        { id: 9, headSha: head, headBranch: 'main' },
      )
      const workflow_run = {
        id: 9,
        event: 'push',
        head_branch: 'main',
        head_sha: head,
        repository,
        head_repository: repository,
      }
      const event = { name: 'workflow_run', payload: { action: 'completed', workflow_run, repository } }
      const run = await bed.run(await bed.checkout(), revert, { event, sha: head, limitSeconds: 170 })
      await expectEnding(bed, run, 'proposed')
      expect(run.report.culprit).toEqual({ commit: commits[bad], subject: mistake.message, how: 'bisect' })
      expect(stepsIn(run.stdout)).toBeLessThanOrEqual(10)
    },
    180_000,
  )

  it('is searched from its end where no good commit is known, in a clone of depth 1 too', async () => {
    const { bed } = world
    const commits = importHistory(bed.bare, historyOf(1000, 700))
    const workspace = await bed.checkout({ depth: 1 })
    const run = await untouched(workspace, () => bed.run(workspace, revert, { limitSeconds: 170 }))
    await expectEnding(bed, run, 'proposed')
    expect(run.report.culprit).toMatchObject({ commit: commits[700], how: 'bisect' })
    expect(run.stdout).toContain('the clone is shallow: 257 commits of history were fetched')
    expect(stepsIn(run.stdout)).toBeLessThanOrEqual(10)
  }, 180_000)
})

describe('a clone of depth 1', () => {
  it('asks its own origin where there is no token', async () => {
    const { bed } = world
    const commits = importHistory(bed.bare, historyOf(30, 20))
    const workspace = await bed.checkout({ depth: 1 })
    await git(workspace, ['config', 'remote.origin.url', `file://${bed.bare}`])
    const run = await untouched(workspace, () => bed.run(workspace, offline))
    await expectEnding(bed, run, 'proposed')
    expect(run.report.culprit.commit).toBe(commits[20])
  }, 120_000)

  it.each([
    ['does not let it in', undefined],
    ['cannot be reached', 'http://127.0.0.1:9/acme/shop'],
    ['would start a program', 'ext::sh -c touch% /tmp/suture-was-here'],
  ])(
    'says so where the server %s',
    async (_, url) => {
      const { bed } = world
      importHistory(bed.bare, historyOf(30, 20))
      const workspace = await bed.checkout({ depth: 1 })
      if (url !== undefined) await git(workspace, ['config', 'remote.origin.url', url])
      const run = await bed.run(workspace, offline)
      await expectEnding(bed, run, 'no-fix')
      expect(run.stdout).toContain('the clone is shallow, and more history could not be fetched: ')
      expect(run.report.culprit).toBeUndefined()
    },
    120_000,
  )
})

describe('a history that is not a plain line', () => {
  it('is followed into the branch that a merge brought', async () => {
    const { bed } = world
    importHistory(bed.bare, historyOf(6, 99))
    const work = await bed.checkout()
    const commit = (message: string, path: string, text: string): string => {
      const blob = gitIn(work, ['hash-object', '-w', '--stdin'], text)
      gitIn(work, ['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`])
      gitIn(work, ['commit', '-q', '-m', message])
      return gitIn(work, ['rev-parse', 'HEAD'])
    }
    gitIn(work, ['checkout', '-q', '-b', 'feature', 'HEAD~3'])
    commit('Prepare', 'a.txt', 'a\n')
    const bad = commit('Break', 'src/price.js', broken)
    commit('Finish', 'b.txt', 'b\n')
    gitIn(work, ['checkout', '-q', '-f', 'main'])
    gitIn(work, ['merge', '-q', '--no-ff', '-m', 'Merge feature', 'feature'])
    commit('Later', 'c.txt', 'c\n')
    gitIn(work, ['push', '-q', bed.bare, 'main'])
    const run = await bed.run(await bed.checkout(), offline)
    await expectEnding(bed, run, 'proposed')
    expect(run.report.culprit).toEqual({ commit: bad, subject: 'Break', how: 'bisect' })
  }, 120_000)

  it('is searched around commits that do not build', async () => {
    const { bed } = world
    const unbuilt = { message: 'Half done', files: { 'src/price.js': 'export function price( {\n' } }
    const back = { message: 'Whole again', files: { 'src/price.js': healthy } }
    const commits = await bed.project(historyOf(12, 7, { 3: unbuilt, 4: unbuilt, 5: unbuilt, 6: back }))
    const run = await bed.run(await bed.checkout(), offline)
    await expectEnding(bed, run, 'proposed')
    expect(run.report.culprit.commit).toBe(commits[7])
    expect(run.stdout).toMatch(/step \d+ of \d+: [0-9a-f]{7} skip/)
  }, 120_000)

  it('has no culprit where the test never passed, and blames the last change of the line instead', async () => {
    const { bed } = world
    const { 'test/price.test.js': test = '', ...rest } = shop
    const files = { ...rest, 'src/price.js': broken.replace(' && sum > 500', '') }
    const commits = await bed.project([
      { message: 'Begin', files },
      { message: 'Ask for more', files: { 'src/price.js': broken } },
      { message: 'Test it', files: { 'test/price.test.js': test } },
    ])
    const run = await bed.run(await bed.checkout(), { ...offline, strategies: 'revert' })
    await expectEnding(bed, run, 'no-fix')
    expect(run.report.culprit).toMatchObject({ commit: commits[1], how: 'blame' })
    expect(run.stdout).toContain('no good commit was found behind the failing one')
  }, 120_000)
})
