import { missingGuard } from './projects.js'
import { confirmations, eachWithBed, expectEnding, expectNothingPublished, lastState, untouched } from './scenario.js'

const world = eachWithBed()

/** The event that GitHub sends when a workflow run has ended. */
function workflowRun(headRepository: string, headSha: string, event: string, actor = 'mallory') {
  const repository = { id: 1, full_name: 'acme/shop', default_branch: 'main', fork: false, private: false }
  const head_repository = {
    id: headRepository === 'acme/shop' ? 1 : 99,
    full_name: headRepository,
    fork: headRepository !== 'acme/shop',
  }
  const workflow_run = {
    id: 9,
    name: 'CI',
    event,
    status: 'completed',
    conclusion: 'failure',
    head_branch: 'main',
    head_sha: headSha,
    run_attempt: 1,
    pull_requests: [],
    actor: { login: actor },
    triggering_actor: { login: actor },
    repository,
    head_repository,
  }
  return { name: 'workflow_run', payload: { action: 'completed', workflow: { name: 'CI' }, workflow_run, repository } }
}

describe('a run that a fork set off', () => {
  it.each([['heal'], ['propose']])(
    'refuses before any code of the fork runs (%s)',
    async (mode) => {
      const { bed } = world
      const [, sha = ''] = await bed.project(missingGuard)
      const workspace = await bed.checkout()
      const event = workflowRun('mallory/shop', sha, 'pull_request')
      const run = await untouched(workspace, () => bed.run(workspace, { mode, ...confirmations }, { event, sha }))
      await expectEnding(bed, run, 'refused-untrusted')
      expect(run.exit).toBe(3)
      expect(run.report?.usage?.testRuns ?? 0).toBe(0)
      await expectNothingPublished(bed)
    },
    60_000,
  )

  it.each([
    ['a person without write access', 'pull_request', 'mallory'],
    ['a person without write access, whatever the run says it was', 'push', 'mallory'],
    ['an app that nobody listed', 'pull_request', 'evil[bot]'],
    ['a name that only begins like a bot', 'pull_request', 'github-actions[bot]x'],
  ])(
    'refuses what %s set off (%s by %s)',
    async (_who, cause, actor) => {
      const { bed } = world
      const [, sha = ''] = await bed.project(missingGuard)
      const workspace = await bed.checkout()
      const event = workflowRun('acme/shop', sha, cause, actor)
      const run = await untouched(workspace, () =>
        bed.run(workspace, { mode: 'heal', ...confirmations }, { event, sha }),
      )
      await expectEnding(bed, run, 'refused-untrusted')
      expect(run.lastLine).toContain('actor: ')
      await expectNothingPublished(bed)
    },
    60_000,
  )

  it('heals what the repository itself ran', async () => {
    const { bed } = world
    const [, sha = ''] = await bed.project(missingGuard)
    const workspace = await bed.checkout()
    const run = await bed.run(workspace, confirmations, { event: workflowRun('acme/shop', sha, 'push', 'acme'), sha })
    await expectEnding(bed, run, 'pr-opened')
    expect((await lastState(bed)).pulls).toHaveLength(1)
  }, 90_000)
})
