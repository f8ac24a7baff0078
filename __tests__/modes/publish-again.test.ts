import type { Failure, Fix, Outcome } from '../../src/domain.js'
import { digestOf } from '../../src/modes/bundle.js'
import { publish } from '../../src/modes/publish.js'
import { narrowed } from '../../src/modes/publishing/earlier-candidate.js'
import { newJournal } from '../../src/modes/world.js'
import { parseMarker } from '../../src/report/pull-request.js'
import { type ForgeState, fakeForge, forgeState, type HeldPullRequest } from '../contracts/fakes/forge.js'
import { memoryRemote } from '../contracts/fakes/memory-remote.js'
import { memoryRepository } from '../contracts/fakes/memory-repository.js'
import { after, bundleOf, fakeWorld, fixOf, inputsOf, repositoryOf, withVerdict } from './fake-world.js'

const branch = 'suture/3f2a9c01b7de'

/** A server on which one fix is published, and then another. */
async function serverWith(given: Readonly<Record<string, string>> = {}) {
  const first = repositoryOf()
  const state = forgeState(['main', branch, 'suture/0123456789ab'])
  const remote = memoryRemote({ main: first.head })
  const run = async (repository = first, change: Partial<Fix> = {}, more: Readonly<Record<string, string>> = {}) => {
    const files = withVerdict(await bundleOf(repository, await fixOf(repository, change)))
    const world = fakeWorld(repository, { forgeIs: fakeForge(state), remoteIs: remote, readBundle: async () => files })
    const journal = newJournal()
    const inputs = inputsOf({ fix: 'bundle', digest: digestOf(files), ...given, ...more })
    const outcome: Outcome = await publish(world, inputs, journal)
    return { outcome, journal, world }
  }
  const opened = await run()
  expect(opened.outcome.outcome).toBe('pr-opened')
  return {
    state,
    remote,
    run,
    request: state.pullRequests[0] as HeldPullRequest,
    failure: (await fixOf(first)).failure,
  }
}

/** The same project one commit later. */
function movedRepository() {
  const before = after.replace('address?.', 'address.')
  return memoryRepository([
    { subject: 'first', files: { 'src/receipt.js': before, 'package.json': '{}\n' } },
    { subject: 'second', files: { 'README.md': 'Meanwhile\n' } },
  ])
}

function change(state: ForgeState, edit: Partial<HeldPullRequest>): void {
  Object.assign(state.pullRequests[0] ?? {}, edit)
}

function seen(failure: Failure, count: number, spike = false): Failure {
  return { ...failure, occurrences: { ...failure.occurrences, count, spike } }
}

describe('a pull request that is open already', () => {
  it('is brought to the new base by a commit on top, once', async () => {
    const { state, remote, run } = await serverWith()
    const tip = remote.branches.get(branch)
    const moved = movedRepository()
    remote.branches.set('main', moved.head)
    change(state, {
      title: 'A title that a person chose',
      body: `${state.pullRequests[0]?.body}\nA note of a person.\n`,
    })

    const { outcome, journal } = await run(moved)
    expect(outcome).toMatchObject({ outcome: 'pr-updated', reason: expect.stringContaining('pull request 1') })
    expect(journal.pullRequest).toMatchObject({ number: 1, action: 'updated' })
    const now = remote.branches.get(branch) ?? ''
    expect(remote.commits.get(now)).toMatchObject({ onto: tip, base: moved.head })
    expect(state.pullRequests).toHaveLength(1)
    const [request] = state.pullRequests
    expect(request?.title).toBe('A title that a person chose')
    expect(request?.body).toContain('A note of a person.')
    expect(parseMarker(request?.body ?? '')).toMatchObject({ base: moved.head, commit: now })

    expect((await run(moved)).outcome.outcome).toBe('duplicate')
    expect(remote.branches.get(branch)).toBe(now)
  })

  it.each<[string, (server: Awaited<ReturnType<typeof serverWith>>) => void]>([
    ['somebody pushed to its branch', ({ remote }) => remote.branches.set(branch, 'e'.repeat(40))],
    ['somebody took the marker out', ({ state }) => change(state, { body: 'Mine now.' })],
    ['it goes to another branch', ({ state }) => change(state, { base: 'release' })],
  ])('is left alone where %s', async (_name, interfere) => {
    const server = await serverWith()
    const moved = movedRepository()
    server.remote.branches.set('main', moved.head)
    interfere(server)
    const before = JSON.stringify([server.state.pullRequests, [...server.remote.branches]])
    expect((await server.run(moved)).outcome.outcome).toBe('duplicate')
    expect(JSON.stringify([server.state.pullRequests, [...server.remote.branches]])).toBe(before)
  })

  it.each<[string, number, boolean, string]>([
    ['seen oftener', 500, true, 'pr-updated'],
    ['seen as often', 214, true, 'duplicate'],
    ['seen less often', 3, false, 'duplicate'],
  ])('tells it where the failure is %s', async (_name, count, spike, expected) => {
    const { run, state, remote, failure } = await serverWith()
    const tip = remote.branches.get(branch)
    const { outcome } = await run(undefined, { failure: seen(failure, count, spike) })
    expect(outcome.outcome).toBe(expected)
    expect(remote.branches.get(branch)).toBe(tip)
    const told = expected === 'pr-updated' ? `${count} times` : '214 times'
    expect(state.pullRequests[0]?.body).toContain(told)
    expect(state.pullRequests[0]?.body).toContain('### Proof')
    expect((await run(undefined, { failure: seen(failure, count, spike) })).outcome.outcome).toBe('duplicate')
  })

  it('gets the people and labels that a run left out when it died', async () => {
    const { run, request } = await serverWith({ assignees: 'ann', reviewers: 'bob' })
    request.labels.length = 0
    request.reviewers.length = 0
    request.assignees.length = 0
    expect((await run()).outcome.outcome).toBe('duplicate')
    expect(request).toMatchObject({ labels: ['suture'], reviewers: ['bob'], assignees: ['ann'] })
  })
})

describe('a pull request that is closed', () => {
  const closedAt = '2026-11-22T09:00:00Z'

  it.each<[string, Partial<Failure['occurrences']>, string, string, string]>([
    ['as it was', {}, closedAt, '24', 'duplicate'],
    ['twice as often', { count: 428 }, '2026-11-01T00:00:00Z', '24', 'duplicate'],
    ['ten times as often, soon', { count: 2140 }, closedAt, '24', 'duplicate'],
    ['ten times as often, later', { count: 2140 }, '2026-11-01T00:00:00Z', '24', 'pr-opened'],
    ['ten times as often, without a cool-down', { count: 2140 }, closedAt, '0', 'pr-opened'],
  ])('is a no while the failure is %s', async (_name, occurrences, when, hours, expected) => {
    const { run, state, failure } = await serverWith()
    change(state, { state: 'closed', closedAt: when })
    const changed = { ...failure, occurrences: { ...failure.occurrences, ...occurrences } }
    const { outcome } = await run(undefined, { failure: changed }, { 'cooldown-hours': hours })
    expect(outcome.outcome).toBe(expected)
  })

  it.each<[string, (state: ForgeState) => void]>([
    ['was merged, and its branch stands', (state) => change(state, { state: 'closed', merged: true, closedAt })],
    [
      'was closed by us because the failure was gone',
      (state) => {
        const body = state.pullRequests[0]?.body.replace('<!-- suture:{', '<!-- suture:{"closed":"gone",') ?? ''
        change(state, { state: 'closed', closedAt, body })
      },
    ],
  ])('is no obstacle where it %s', async (_name, close) => {
    const { run, state, remote } = await serverWith()
    const tip = remote.branches.get(branch)
    close(state)
    const moved = movedRepository()
    remote.branches.set('main', moved.head)
    expect((await run(moved)).outcome.outcome).toBe('pr-opened')
    expect(state.pullRequests.map(({ state: is }) => is)).toEqual(['closed', 'open'])
    expect(remote.commits.get(remote.branches.get(branch) ?? '')).toMatchObject({ onto: tip })
  })

  it('leaves a branch alone that somebody went on with', async () => {
    const { run, state, remote } = await serverWith()
    change(state, { state: 'closed', merged: true, closedAt })
    remote.branches.set(branch, 'e'.repeat(40))
    expect((await run()).outcome).toMatchObject({
      outcome: 'duplicate',
      reason: expect.stringContaining('is on the server'),
    })
    expect(remote.branches.get(branch)).toBe('e'.repeat(40))
  })
})

describe('two failures with one change', () => {
  const other = (failure: Failure) => ({ ...failure, fingerprint: '0123456789ab', title: 'Another test fails' })

  it('meet in one pull request, and are told there once', async () => {
    const { run, state, remote, failure } = await serverWith()
    for (let times = 0; times < 2; times += 1) {
      const { outcome } = await run(undefined, { failure: other(failure) })
      expect(outcome).toMatchObject({ outcome: 'duplicate', reason: expect.stringContaining('makes the same change') })
    }
    expect(state.pullRequests).toHaveLength(1)
    expect(remote.branches.has('suture/0123456789ab')).toBe(false)
    const body = state.pullRequests[0]?.body ?? ''
    expect(body.split('Mends another failure too').length).toBe(2)
    expect(parseMarker(body)).toMatchObject({ fingerprint: failure.fingerprint, also: '0123456789ab' })
  })

  it('do not meet in a pull request of people', async () => {
    const { run, state, failure } = await serverWith()
    change(state, { body: 'Mine now.' })
    expect((await run(undefined, { failure: other(failure) })).outcome.outcome).toBe('pr-opened')
  })
})

describe('reviewers', () => {
  const lines = 'a'.repeat(40)

  async function asked(reviewers: string, options: Parameters<typeof memoryRepository>[1], owners = '') {
    const base = after.replace('address?.', 'address.')
    const files = { 'src/receipt.js': base, 'package.json': '{}\n', ...(owners === '' ? {} : { CODEOWNERS: owners }) }
    const repository = memoryRepository([{ subject: 'first', files }], options)
    const state = forgeState(['main', branch])
    state.authors.set(lines, [{ login: 'ann', isBot: false }])
    state.authors.set('b'.repeat(40), [{ login: 'renovate[bot]', isBot: true }])
    state.authors.set('c'.repeat(40), [{ login: undefined, isBot: false }])
    state.authors.set('d'.repeat(40), [{ login: 'github-actions[bot]', isBot: false }])
    state.authors.set('src/receipt.js', [
      { login: 'carl', isBot: false },
      { login: 'dora', isBot: false },
    ])
    const bundle = withVerdict(await bundleOf(repository, await fixOf(repository)))
    const world = fakeWorld(repository, {
      forgeIs: fakeForge(state),
      remoteIs: memoryRemote({ main: repository.head }),
      readBundle: async () => bundle,
    })
    await publish(world, inputsOf({ fix: 'bundle', digest: digestOf(bundle), reviewers }), newJournal())
    return { reviewers: state.pullRequests[0]?.reviewers, lines: world.lines.join('\n') }
  }

  it.each<[string, string, readonly string[], string, readonly string[]]>([
    ['the last author of the line', 'blame', [lines], '', ['ann']],
    ['names first, once each', 'bob, ann, blame', [lines], '', ['bob', 'ann']],
    ['no bot', 'blame', ['b'.repeat(40)], '', []],
    ['nobody unknown', 'blame', ['c'.repeat(40), 'e'.repeat(40)], '', []],
    ['not whoever opened it', 'blame', ['d'.repeat(40), lines], '', ['ann']],
    ['the last author of the file where history is cut off', 'blame', [], '', ['carl']],
    ['code owners where asked', 'codeowners', [], '*.js @eve @acme/js', ['eve', 'acme/js']],
    ['nobody by ownership alone', 'bob', [], '*.js @eve', ['bob']],
    ['nobody without a file of owners', 'codeowners', [], '', []],
  ])('are %s', async (_name, input, blamed, owners, expected) => {
    expect((await asked(input, { blamed }, owners)).reviewers).toEqual(expected)
  })

  it('who are left out are told of', async () => {
    const { lines: said } = await asked('blame', { blamed: ['b'.repeat(40), 'c'.repeat(40)] })
    expect(said).toContain('renovate[bot] is a bot')
    expect(said).toContain('the author of cccccccccccc has no account')
  })
})

describe('the change of an earlier pull request', () => {
  const many = Array.from({ length: 40 }, (_, line) => `line ${line}`)

  it('is narrowed to the lines around it', () => {
    const edit = narrowed('a.js', many.join('\n'), many.with(20, 'mended').join('\n'))
    expect(edit.search.split('\n')).toEqual(many.slice(17, 24))
    expect(edit.replace.split('\n')).toEqual(many.slice(17, 24).with(3, 'mended'))
  })

  it('takes as much as makes it unmistakable', () => {
    const twice = [
      ...Array(9).fill('same'),
      'wrong',
      ...Array(9).fill('same'),
      'x',
      ...Array(9).fill('same'),
      'wrong',
      ...Array(9).fill('same'),
    ]
    const edit = narrowed('a.js', twice.join('\n'), twice.with(9, 'right').join('\n'))
    const text = twice.join('\n')
    expect(text.indexOf(edit.search)).toBe(text.lastIndexOf(edit.search))
    expect(text.replace(edit.search, edit.replace)).toBe(twice.with(9, 'right').join('\n'))
  })

  it.each([
    ['a line more at the end', 'a\nb\n', 'a\nb\nc\n'],
    ['a line less at the start', 'a\nb\n', 'b\n'],
    ['all of it', 'a', 'b'],
  ])('fits where it is %s', (_name, before, now) => {
    const edit = narrowed('a.js', before, now)
    expect(before.replace(edit.search, () => edit.replace)).toBe(now)
  })
})
