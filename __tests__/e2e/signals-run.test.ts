import type { WorkflowRun } from '../bed/github/workflow-runs.mjs'
import { zip } from '../bed/zip.mjs'
import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, untouched } from './scenario.js'

const runs: WorkflowRun[] = []
const alerts: object[] = []
const world = eachWithBed({ settings: { runs, alerts, collaborators: { ada: 'write' } } })
beforeEach(() => {
  runs.length = 0
  alerts.length = 0
})

const id = 9
const repository = { id: 1, full_name: 'acme/shop', default_branch: 'main', fork: false, private: false }

function event(headSha: string, changes: object = {}) {
  const workflow_run = {
    id,
    name: 'CI',
    event: 'push',
    status: 'completed',
    conclusion: 'failure',
    head_branch: 'main',
    head_sha: headSha,
    run_attempt: 1,
    pull_requests: [],
    actor: { login: 'ada' },
    triggering_actor: { login: 'ada' },
    repository,
    head_repository: repository,
    ...changes,
  }
  return { name: 'workflow_run', payload: { action: 'completed', workflow: { name: 'CI' }, workflow_run, repository } }
}

const trace = [
  "TypeError: Cannot read properties of undefined (reading 'city')",
  '    at label (/home/runner/work/shop/shop/src/label.js:2:33)',
]
const junit = `<testsuite name="label"><testcase name="a customer without an address" file="test/label.test.js"><failure message="Cannot read properties of undefined (reading 'city')" type="TypeError">${trace.join('\n')}</failure></testcase></testsuite>`
const log = ['##[group]Run npm test', '##[endgroup]', ...trace, '##[error]Process completed with exit code 1.']
  .map((line, at) => `2026-01-02T03:04:${10 + at}.1234567Z ${line}\n`)
  .join('')

/** A job after the failed run: its checkout, and what it sees when it only looks. */
async function diagnosed(run: Partial<WorkflowRun>, inputs: Record<string, string> = {}, changes: object = {}) {
  const { bed } = world
  const [, sha = ''] = await bed.project(missingGuard)
  runs.push({ id, headSha: sha, headBranch: 'main', ...run })
  const workspace = await bed.checkout()
  const done = await untouched(workspace, () =>
    bed.run(workspace, { mode: 'diagnose', signals: 'run', ...inputs }, { event: event(sha, changes), sha }),
  )
  return { bed, done, sha, workspace }
}

const uploaded = (files: Record<string, string | Buffer>, more: object = {}) => ({
  artifacts: [{ id: 5, name: 'reports', files, ...more }],
})
const downloads = (paths: readonly { readonly kind: string; readonly path: string }[]): string[] =>
  paths.filter(({ kind }) => kind === 'download').map(({ path }) => path.split('/').at(-1) ?? '')

describe('signals: run', () => {
  it('reads the reports that the failed run uploaded, and no log beside them', async () => {
    const { bed, done } = await diagnosed({
      ...uploaded({ 'x/TEST-label.xml': junit, 'coverage.json': '{}', 'app.bin': 'x' }),
      jobs: [{ id: 1, name: 'test', log }],
    })
    await expectEnding(bed, done, 'diagnosed')
    expect(done.report.failures).toHaveLength(1)
    expect(done.report.failures[0]).toMatchObject({
      exception: 'TypeError',
      location: { file: 'src/label.js', line: 2 },
      source: 'reports › x/TEST-label.xml',
    })
    expect(downloads(bed.github.requests)).toEqual(['reports.zip'])
    await expectNothingPublished(bed)
  }, 60_000)

  it('reads the logs of its jobs where no report tells of a failure', async () => {
    const passed = junit.replace(/<failure.*<\/failure>/s, '')
    const { bed, done } = await diagnosed({
      ...uploaded({ 'TEST-label.xml': passed }),
      jobs: [
        { id: 1, name: 'lint', log: '2026-01-02T03:04:10.1234567Z fine\n', conclusion: 'success' },
        { id: 2, name: 'test', log },
      ],
    })
    await expectEnding(bed, done, 'diagnosed')
    expect(done.report.failures[0]).toMatchObject({
      exception: 'TypeError',
      location: { file: 'src/label.js', line: 2 },
      source: 'logs › 1_test.txt',
      sourceLines: [3, 4],
    })
  }, 60_000)

  it('is what auto means after a workflow run', async () => {
    const { bed, done } = await diagnosed(uploaded({ 'TEST-label.xml': junit }), { signals: 'auto' })
    await expectEnding(bed, done, 'diagnosed')
    expect(done.report.failures[0]?.source).toBe('reports › TEST-label.xml')
  }, 60_000)

  it('heals what the report names', async () => {
    const { bed } = world
    const [, sha = ''] = await bed.project(missingGuard)
    runs.push({ id, headSha: sha, headBranch: 'main', ...uploaded({ 'TEST-label.xml': junit }) })
    const run = await bed.run(await bed.checkout(), confirmations, { event: event(sha), sha })
    await expectEnding(bed, run, 'pr-opened')
  }, 120_000)

  it('takes no credential to the host of the downloads, and asks once more for a link that is dead', async () => {
    const { bed } = world
    const [, sha = ''] = await bed.project(missingGuard)
    runs.push({ id, headSha: sha, headBranch: 'main', jobs: [{ id: 1, name: 'test', log }] })
    let asked = 0
    bed.github.on('GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs', async (_request, answer) => {
      asked += 1
      const reply = await answer.perform()
      if (asked > 1) return answer.respond(reply)
      answer.respond({ ...reply, headers: { location: `${reply.headers?.['location']}-expired` } })
    })
    const workspace = await bed.checkout()
    const run = await bed.run(workspace, { mode: 'diagnose', signals: 'run' }, { event: event(sha), sha })
    await expectEnding(bed, run, 'diagnosed')
    const links = bed.github.requests.filter(({ kind }) => kind === 'download')
    expect(links.map(({ status }) => status)).toEqual([404, 200])
    expect(links.map(({ credential }) => credential)).toEqual(['none', 'none'])
    expect(asked).toBe(2)
  }, 60_000)

  it.each([
    [404, 'has not ended'],
    [410, 'does not keep them any more'],
  ])(
    'says that there are no logs where GitHub answers %i',
    async (status, why) => {
      const { bed } = world
      const [, sha = ''] = await bed.project(missingGuard)
      runs.push({ id, headSha: sha, headBranch: 'main' })
      bed.github.on('GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs', (_request, answer) =>
        answer.respond({ status, body: { message: 'no' } }),
      )
      const workspace = await bed.checkout()
      const run = await bed.run(workspace, { mode: 'diagnose', signals: 'run' }, { event: event(sha), sha })
      await expectEnding(bed, run, 'error-github')
      expect(run.lastLine).toContain(why)
    },
    60_000,
  )

  it.each([
    ['a slip name', uploaded({ '../../slip.xml': junit }), 'leads out of it'],
    ['a bomb', uploaded({ 'a.xml': Buffer.alloc(90 * 1024 * 1024) }), 'decompression bomb'],
    [
      'another digest',
      uploaded({ 'a.xml': junit }, { digest: `sha256:${'0'.repeat(64)}` }),
      'not what its digest says',
    ],
  ])(
    'refuses an artifact with %s',
    async (_, run, why) => {
      const { bed, done } = await diagnosed(run)
      await expectEnding(bed, done, 'refused-untrusted')
      expect(done.lastLine).toContain(why)
      expect(done.exit).toBe(3)
    },
    60_000,
  )

  it('passes over archives that are no signals, are empty, cut off or expired', async () => {
    const whole = zip({ 'a.xml': junit })
    const { bed, done } = await diagnosed({
      artifacts: [
        { id: 1, name: 'empty', files: {} },
        { id: 2, name: 'cut', files: {}, archive: whole.subarray(0, -30) },
        { id: 3, name: 'expired', files: { 'a.xml': junit }, expired: true },
        { id: 4, name: 'pictures', files: { 'a.png': 'x' } },
      ],
      jobs: [{ id: 1, name: 'test', log }],
    })
    await expectEnding(bed, done, 'diagnosed')
    expect(done.report.failures[0]?.source).toBe('logs › 0_test.txt')
  }, 60_000)

  it.each([
    ['another commit', { headSha: '1'.repeat(40) }, 'commit'],
    ['a fork', { headRepository: 'mallory/shop' }, 'fork'],
  ])(
    'refuses a run of %s than the event tells of',
    async (_, run, why) => {
      const { bed, done } = await diagnosed({ ...uploaded({ 'a.xml': junit }), ...run })
      await expectEnding(bed, done, 'refused-untrusted')
      expect(done.lastLine).toContain(why)
      expect(downloads(bed.github.requests)).toEqual([])
    },
    60_000,
  )

  it('says where the run is not there', async () => {
    const { bed, done } = await diagnosed({ id: 77 })
    await expectEnding(bed, done, 'error-github')
  }, 60_000)

  it('refuses by name where no run triggered this one', async () => {
    const { bed } = world
    await bed.project(missingGuard)
    const workspace = await bed.checkout()
    const run = await bed.command(workspace, ['diagnose', '--signals', 'run'])
    expect(run.lastLine).toMatch(/^suture: error-config: signals: run: /)
  }, 60_000)
})

describe('signals: code-scanning', () => {
  const alert = (number: number) => ({
    number,
    state: 'open',
    html_url: `https://github.com/acme/shop/security/code-scanning/${number}`,
    rule: { id: 'js/null-dereference', severity: 'error', description: 'Null dereference' },
    tool: { name: 'CodeQL' },
    most_recent_instance: {
      message: { text: 'address may be undefined here.' },
      location: { path: 'src/label.js', start_line: 2, start_column: 16 },
    },
  })

  it('reads the open alerts', async () => {
    alerts.push(alert(1))
    const { bed } = world
    const [, sha = ''] = await bed.project(missingGuard)
    const workspace = await bed.checkout()
    const run = await bed.run(workspace, { mode: 'diagnose', signals: 'code-scanning' }, { sha })
    await expectEnding(bed, run, 'diagnosed')
    expect(run.report.failures[0]).toMatchObject({ kind: 'finding', location: { file: 'src/label.js', line: 2 } })
  }, 60_000)

  it('ends without failure where there is none', async () => {
    const { bed } = world
    const [, sha = ''] = await bed.project(missingGuard)
    const run = await bed.run(await bed.checkout(), { mode: 'diagnose', signals: 'code-scanning' }, { sha })
    await expectEnding(bed, run, 'no-failure')
  }, 60_000)
})
