import { openGrammars } from '../../src/adapters/grammars.js'
import { BrokenWorld, type Outcome } from '../../src/domain.js'
import { heal } from '../../src/modes/heal.js'
import { type BundleFiles, newJournal } from '../../src/modes/world.js'
import type { Forge, Model } from '../../src/ports.js'
import { type Marker, writeMarker } from '../../src/report/marker.js'
import { openSyntax } from '../../src/syntax/open.js'
import { fakeForge, forgeState, hold } from '../contracts/fakes/forge.js'
import { memoryHistory } from '../contracts/fakes/memory-history.js'
import { memoryRemote } from '../contracts/fakes/memory-remote.js'
import { memoryRepository } from '../contracts/fakes/memory-repository.js'
import { memoryScratch } from '../contracts/fakes/memory-scratch.js'
import { scriptedSandbox } from '../contracts/fakes/scripted-sandbox.js'
import { fakeWorld, inputsOf } from './fake-world.js'

const source = 'export function receipt(payment) {\n  return payment.address.currency\n}\n'
const testFile =
  "import { test } from 'node:test'\nimport assert from 'node:assert'\nimport { receipt } from '../src/receipt.js'\ntest('has no address', () => assert.equal(receipt({ address: null }), undefined))\n"
const message = "Cannot read properties of null (reading 'currency')"
const trace = `TypeError: ${message}\n    at receipt (src/receipt.js:2:26)\n    at test/receipt.test.js:4:45`

function junit(passes: boolean): string {
  const failure = `<failure type="TypeError" message="${message.replaceAll("'", '&apos;')}">${trace}</failure>`
  return `<testsuites><testcase name="has no address" classname="test" file="test/receipt.test.js">${passes ? '' : failure}</testcase></testsuites>`
}

type Station = 'propose' | 'verify' | 'publish'

interface Scene {
  /** What the tests say of a tree with the fix while a station is at work. */
  readonly fixed?: (station: Station) => boolean
  readonly base?: (station: Station) => boolean
  readonly tamper?: (files: BundleFiles, station: Station) => BundleFiles
  readonly forge?: Parameters<typeof hold>[1]
  /** How earlier pull requests ended, by what their bodies say. */
  readonly past?: readonly Parameters<typeof hold>[1][]
  readonly closedPullRequests?: Forge['closedPullRequests']
  /** The only strategy where it is there; otherwise rules are. */
  readonly model?: Model
}

/** heal on a project of two files, with everything outside it played by fakes. */
async function play({
  fixed = () => true,
  base = () => false,
  tamper = (files) => files,
  forge,
  past = [],
  closedPullRequests,
  model,
}: Scene = {}) {
  const repository = memoryRepository([
    {
      subject: 'first',
      files: {
        'src/receipt.js': source,
        'test/receipt.test.js': testFile,
        'package.json': '{"scripts":{"test":"node --test"}}',
      },
    },
  ])
  const scratch = memoryScratch()
  const trees = new Map<string, string>()
  const journey: string[] = []
  let station: Station = 'propose'
  const sandbox = scriptedSandbox(({ command, directory }) => {
    const written = scratch.files.get(`${directory}/src/receipt.js`)
    const isFixed = written === undefined ? trees.get(directory) !== repository.head : written !== source
    const passes = isFixed ? fixed(station) : base(station)
    const report = /--test-reporter-destination=(\/\S+)/.exec(command)?.[1]
    if (report !== undefined) scratch.files.set(report, junit(passes))
    journey.push(`${station}: test`)
    return { exit: passes ? 0 : 1 }
  })
  const state = forgeState(['main'])
  if (forge !== undefined) hold(state, forge)
  for (const each of past) hold(state, each)
  const remote = memoryRemote({ main: repository.head })
  const bundles = new Map<string, BundleFiles>()
  const world = fakeWorld(repository, {
    scratch,
    syntax: openSyntax(openGrammars()),
    repository: async () => ({
      ...repository,
      checkout: async (tree: string, directory: string) => {
        trees.set(directory, tree)
      },
      // A copy that was handed back becomes one of another tree.
      keepWhole: async (tree: string, directory: string) => ({
        ...(await repository.keepWhole(tree, directory)),
        restore: async (other: string) => {
          trees.set(directory, other)
          return true
        },
      }),
    }),
    sandbox: async () => sandbox,
    history: async () => memoryHistory(repository),
    model: () => model,
    findArtifacts: async () => ({
      artifacts: [
        {
          name: 'junit.xml',
          async *read() {
            yield Buffer.from(junit(false))
          },
        },
      ],
      refused: [],
    }),
    forgeIs: {
      ...fakeForge(state),
      ...(closedPullRequests === undefined ? {} : { closedPullRequests }),
      openPullRequest: async (request) => {
        journey.push('pull request')
        state.branches.push(request.head)
        return fakeForge(state).openPullRequest(request)
      },
    },
    remoteIs: {
      ...remote,
      createBranch: async (...given) => {
        journey.push('branch')
        return remote.createBranch(...given)
      },
    },
    async writeBundle(name, files) {
      bundles.set(name, tamper(files, station))
      station = station === 'propose' ? 'verify' : 'publish'
      journey.push(`bundle for ${station}`)
      return name
    },
    readBundle: async (folder) => bundles.get(folder) ?? { outcome: 'error-config', reason: 'no bundle', next: '' },
  })
  const journal = newJournal()
  const inputs = inputsOf({
    signals: 'junit.xml',
    strategies: model === undefined ? 'rules' : 'model',
    confirmations: '2',
  })
  const outcome: Outcome = await heal(world, inputs, journal)
  const steps = journey.filter((step, index) => step !== journey[index - 1])
  return {
    outcome,
    steps,
    journal,
    lines: world.lines,
    requests: sandbox.requests,
    pushed: remote.commits.size,
    opened: state.pullRequests.length,
  }
}

function ended(by: string, how: 'merged' | 'closed', maker: Partial<Marker> = {}): Parameters<typeof hold>[1] {
  const id = 'a'.repeat(40)
  const marker = { fingerprint: 'b'.repeat(12), strategy: 'rules', by, tree: id, base: id, suture: '1.0.0' } as const
  const body = `A fix\n\n${writeMarker({ ...marker, ...maker, digest: 'c'.repeat(64) })}\n`
  const closed = { state: 'closed', closedAt: '2026-11-02T00:00:00Z' } as const
  return { head: 'suture/bbbbbbbbbbbb', labels: ['suture'], body, merged: how === 'merged', ...closed }
}

describe('what people did with earlier pull requests', () => {
  const thrice = (by: string) => [1, 2, 3].map(() => ended(by, 'closed'))

  it('mutes a rule that they always closed, by name and with the way back, and no other', async () => {
    const first = (await play()).journal.fix?.by ?? ''
    const { journal, lines } = await play({ past: thrice(first) })
    expect(journal.trials.map(({ candidate }) => candidate.by)).not.toContain(first)
    expect(journal.past).toEqual([{ strategy: 'rules', by: first, merged: 0, closed: 3, muted: true }])
    expect(lines.filter((line) => line.includes('muted'))).toEqual([
      `rules ${first} is muted: people closed 3 of its pull requests and merged none; to undo it, take the label suture off one of them`,
    ])
  })

  it('leaves a rule alone of which they merged one', async () => {
    const first = (await play()).journal.fix?.by ?? ''
    const { journal, outcome } = await play({ past: [...thrice(first), ended(first, 'merged')] })
    expect(journal.trials.map(({ candidate }) => candidate.by)).toContain(first)
    expect(journal.past).toEqual([{ strategy: 'rules', by: first, merged: 1, closed: 3, muted: false }])
    expect(outcome.outcome).toBe('pr-opened')
  })

  it.each([
    ['asks no model whose prompt they always closed', 'small', 0],
    ['asks another model with the same prompt', 'large', 1],
  ])('%s', async (_name, name, asked) => {
    let calls = 0
    const complete = async () => {
      calls++
      return { content: '{"decline":"unclear"}', tokensIn: 1, tokensOut: 1, finish: 'stop' }
    }
    const prompt = (await play({ model: { name, complete } })).journal.usage?.prompt ?? ''
    expect({ prompt, calls }).toEqual({ prompt: expect.stringMatching(/^repair@/), calls: 1 })
    const maker = { strategy: 'model', model: 'small' } as const
    const past = [1, 2, 3].map(() => ended(prompt, 'closed', maker))
    const { lines } = await play({ model: { name, complete }, past })
    expect(calls - 1).toBe(asked)
    expect(lines.includes('model: passed over, its prompt is muted')).toBe(asked === 0)
    expect(lines.join('\n')).toContain(`model ${prompt} with small is muted`)
  })

  it('changes no outcome where they cannot be read', async () => {
    const closedPullRequests = async () => {
      throw new BrokenWorld('error-github', 'the token may not read pull requests', 'give it that')
    }
    const { journal, outcome, lines } = await play({ closedPullRequests })
    expect(outcome.outcome).toBe('pr-opened')
    expect(journal.past).toBeUndefined()
    expect(lines.join('\n')).toContain('nothing is learnt from them: the token may not read pull requests')
  })
})

describe('heal', () => {
  it('proposes, verifies from scratch and publishes, in this order', async () => {
    const { outcome, steps, pushed, journal } = await play()
    expect(outcome).toMatchObject({ outcome: 'pr-opened' })
    expect(steps).toEqual([
      'propose: test',
      'bundle for verify',
      'verify: test',
      'bundle for publish',
      'branch',
      'pull request',
    ])
    expect(pushed).toBe(1)
    expect(journal.verification?.proof.map((each) => each.passed)).not.toContain(false)
  })

  it.each<[string, Scene, string]>([
    ['verify finds the fix still failing', { fixed: (station) => station === 'propose' }, 'fix-rejected'],
    ['verify cannot make it fail', { base: (station) => station !== 'propose' }, 'not-reproduced'],
    ['no candidate heals', { fixed: () => false }, 'no-fix'],
    ['it does not fail here', { base: () => true }, 'not-reproduced'],
    [
      'the bundle is another one when verify opens it',
      {
        tamper: (files, station) =>
          station === 'propose' ? { ...files, 'fix.patch': `${files['fix.patch']}\n` } : files,
      },
      'refused-policy',
    ],
    [
      'the bundle is another one when publish opens it',
      {
        tamper: (files, station) =>
          station === 'verify' ? { ...files, 'fix.patch': `${files['fix.patch']}\n` } : files,
      },
      'refused-policy',
    ],
    [
      'the verdict is gone when publish opens it',
      { tamper: ({ 'verdict.json': _, ...files }) => files },
      'refused-policy',
    ],
  ])('publishes nothing where %s', async (_, scene, expected) => {
    const { outcome, steps, pushed, opened } = await play(scene)
    expect(outcome.outcome).toBe(expected)
    expect({ pushed, opened }).toEqual({ pushed: 0, opened: 0 })
    expect(steps).not.toContain('branch')
  })

  it('runs nothing where a pull request of this failure is open', async () => {
    const { journal } = await play()
    const { outcome, steps } = await play({ forge: { head: journal.branch ?? '', labels: ['suture'] } })
    expect(outcome.outcome).toBe('duplicate')
    expect(steps).toEqual([])
  })
})
