import type { Fix, Outcome, Verification } from '../../src/domain.js'
import { digestOf } from '../../src/modes/bundle.js'
import { publish } from '../../src/modes/publish.js'
import { newJournal } from '../../src/modes/world.js'
import type { Forge } from '../../src/ports.js'
import { type ForgeState, fakeForge, forgeState, hold } from '../contracts/fakes/forge.js'
import { memoryRemote } from '../contracts/fakes/memory-remote.js'
import { bundleOf, fakeWorld, fixOf, inputsOf, repositoryOf, withVerdict } from './fake-world.js'

interface Scene {
  readonly fix?: Partial<Fix>
  readonly verdict?: Partial<Verification>
  readonly given?: Readonly<Record<string, string>>
  readonly forge?: (state: ForgeState) => void
  readonly forgeBut?: Partial<Forge>
  readonly tip?: string
  readonly there?: string
  readonly refuses?: string
  readonly secret?: string
  readonly digest?: string
}

const branch = 'suture/3f2a9c01b7de'

async function play(scene: Scene = {}) {
  const repository = repositoryOf()
  const fix = await fixOf(repository, scene.fix)
  const files = withVerdict(await bundleOf(repository, fix), scene.verdict)
  const state = forgeState(['main', branch])
  scene.forge?.(state)
  const opened = state.pullRequests.length
  const branches = {
    main: scene.tip ?? repository.head,
    ...(scene.there === undefined ? {} : { [branch]: scene.there }),
  }
  const remote = memoryRemote(branches, () => scene.refuses)
  const world = fakeWorld(repository, {
    forgeIs: { ...fakeForge(state), ...scene.forgeBut },
    remoteIs: remote,
    readBundle: async () => files,
    ...(scene.secret === undefined ? {} : { secret: scene.secret }),
  })
  const journal = newJournal()
  const digest = scene.digest ?? digestOf(files)
  const outcome: Outcome = await publish(world, inputsOf({ fix: 'bundle', digest, ...scene.given }), journal)
  const added = state.pullRequests.slice(opened)
  return { outcome, world, journal, remote, fix, added, pushed: [...remote.commits.values()], repository }
}

function holdAll(state: ForgeState, ...heads: readonly string[]): void {
  for (const head of heads) hold(state, { head })
}

/** Whatever the ending says: nothing left this machine. */
function expectNothingPublished({ added, pushed }: Awaited<ReturnType<typeof play>>): void {
  expect({ added, pushed }).toEqual({ added: [], pushed: [] })
}

describe('publish', () => {
  it('pushes the tested tree on its base and opens one draft', async () => {
    const { outcome, added, pushed, fix, journal } = await play()
    expect(outcome).toMatchObject({ outcome: 'pr-opened', reason: expect.stringContaining('pull request 1') })
    expect(pushed).toMatchObject([{ base: fix.base, tree: fix.tree }])
    expect(added).toMatchObject([
      { head: branch, base: 'main', draft: true, labels: ['suture'], assignees: [], reviewers: [] },
    ])
    expect(journal).toMatchObject({ branch, pullRequest: { number: 1, action: 'opened' } })
  })

  it.each<[string, Scene, object]>([
    ['no draft where the user says so', { given: { draft: 'false' } }, { draft: false }],
    [
      'a draft for what is unproven, whatever the user says',
      { given: { draft: 'false' }, fix: { unproven: true } },
      { draft: true, labels: ['suture', 'unproven'] },
    ],
    ['a revert is labelled', { fix: { strategy: 'revert' } }, { labels: ['suture', 'revert'] }],
    [
      'so is a run without a sandbox',
      { verdict: { sandbox: { rung: 'none', network: 'host' } } },
      { labels: ['suture', 'unsandboxed'] },
    ],
    [
      'people are asked',
      { given: { reviewers: 'ann, blame', assignees: 'bob' } },
      { reviewers: ['ann'], assignees: ['bob'] },
    ],
    ['labels of the user', { given: { labels: 'a, b' } }, { labels: ['a', 'b'] }],
  ])('%s', async (_, scene, expected) => {
    expect((await play(scene)).added).toMatchObject([expected])
  })

  it('goes to the base that the user names', async () => {
    const { outcome } = await play({ given: { base: 'release' } })
    expect(outcome).toMatchObject({ outcome: 'error-config', reason: 'the branch release is not on the server' })
  })

  it.each<[string, Scene, string, RegExp]>([
    ['the digest is another one', { digest: '0'.repeat(64) }, 'refused-policy', /not the one that the digest names/],
    [
      'it was refuted',
      { verdict: { verified: false, reason: 'still fails' } },
      'refused-policy',
      /refuted: still fails/,
    ],
    ['the verdict is of another fix', { verdict: { fix: '0'.repeat(64) } }, 'refused-policy', /of another fix/],
    ['the tree is not what the patch makes', { fix: { tree: 'c'.repeat(40) } }, 'refused-policy', /tree/],
    ['the policy says no', { given: { deny: 'src/**' } }, 'refused-policy', /^denied-path: src\/receipt\.js/],
    ['the fix is too large', { given: { allow: 'lib' } }, 'refused-policy', /^not-allowed-path/],
    ['the fix holds a secret', { secret: 'payment.address?.currency' }, 'refused-policy', /^secret-in-patch/],
    ['the base moved', { tip: 'd'.repeat(40) }, 'base-moved', /main is at dddddddddddd now/],
    [
      'the base branch is hostile',
      { fix: { branch: '--upload-pack=x' } },
      'refused-policy',
      /branch is not a branch name/,
    ],
    ['the base is gone', { fix: { branch: 'gone' } }, 'error-config', /gone is not on the server/],
    [
      'the server refuses the branch',
      { refuses: 'rule GH013' },
      'error-config',
      /refused the branch suture\/3f2a9c01b7de: rule GH013/,
    ],
    [
      'the server wants signatures',
      { refuses: 'GH013: Commits must have verified signatures.' },
      'error-config',
      /verified signatures/,
    ],
    [
      'the token may not change workflows',
      { refuses: 'refusing to allow a GitHub App to create or update workflow `x` without `workflows` permission' },
      'error-config',
      /workflows/,
    ],
    ['the server says something else', { refuses: 'internal error' }, 'error-github', /internal error/],
    ['somebody else made the branch', { there: 'e'.repeat(40) }, 'duplicate', /is on the server already/],
    [
      'a pull request is open',
      { forge: (state) => hold(state, { head: branch, labels: ['x'] }) },
      'duplicate',
      /pull request 1 is open/,
    ],
    [
      'a person closed it',
      { forge: (state) => hold(state, { head: branch, state: 'closed' }) },
      'duplicate',
      /closed by a person/,
    ],
    [
      'three others are open',
      { forge: (state) => holdAll(state, 'suture/a', 'suture/b', 'suture/c') },
      'limit-reached',
      /3 pull requests of Suture are open \(max-open 3\)/,
    ],
  ])('publishes nothing where %s', async (_, scene, outcome, reason) => {
    const result = await play(scene)
    expect(result.outcome.outcome).toBe(outcome)
    expect(result.outcome.reason).toMatch(reason)
    expectNothingPublished(result)
  })

  it.each<[string, Scene]>([
    [
      'it was merged, and the failure is back',
      { forge: (state) => hold(state, { head: branch, state: 'closed', merged: true }) },
    ],
    ['others are open, and there is room', { forge: (state) => holdAll(state, 'suture/a', 'suture/b', 'feature/c') }],
    [
      'more may be open',
      {
        given: { 'max-open': '9' },
        forge: (state) => holdAll(state, 'suture/a', 'suture/b', 'suture/c'),
      },
    ],
  ])('opens a pull request where %s', async (_, scene) => {
    expect((await play(scene)).outcome.outcome).toBe('pr-opened')
  })

  it('opens none beside one that another run opened meanwhile', async () => {
    const request = {
      number: 9,
      url: 'https://github.com/acme/shop/pull/9',
      state: 'open',
      merged: false,
      body: '',
      author: 'x',
      labels: [],
    } as const
    const { outcome, journal } = await play({
      forgeBut: { openPullRequest: async () => ({ ...request, existed: true }) },
    })
    expect(outcome).toMatchObject({ outcome: 'duplicate', reason: expect.stringContaining('opened by another run') })
    expect(journal.pullRequest).toMatchObject({ number: 9, action: 'none' })
  })

  it('warns where labels, assignees or reviewers cannot be set, and the pull request stands', async () => {
    const fail = async (): Promise<never> => {
      throw new Error('no such name')
    }
    const { outcome, world, added } = await play({
      given: { assignees: 'a', reviewers: 'b' },
      forgeBut: { addLabels: fail, addAssignees: fail, requestReviewers: fail },
    })
    expect(outcome.outcome).toBe('pr-opened')
    expect(added).toHaveLength(1)
    expect(world.warnings).toEqual([
      ...['assignees', 'reviewers', 'labels'].map((what) => `${what} could not be set: no such name`),
      expect.stringContaining('no workflow runs on this pull request by itself'),
    ])
  })

  it.each(['fix', 'digest'])('needs the input %s', async (missing) => {
    const { outcome } = await play({ given: { [missing]: '' } })
    expect(outcome).toMatchObject({ outcome: 'error-config', reason: `publish needs the input ${missing}` })
  })

  it('asks for no sandbox and no model', async () => {
    // Both throw in this world when they are asked for.
    expect((await play()).outcome.outcome).toBe('pr-opened')
  })
})
