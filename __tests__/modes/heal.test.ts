import { openGrammars } from '../../src/adapters/grammars.js'
import type { Outcome } from '../../src/domain.js'
import { heal } from '../../src/modes/heal.js'
import { type BundleFiles, newJournal } from '../../src/modes/world.js'
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
}

/** heal on a project of two files, with everything outside it played by fakes. */
async function play({ fixed = () => true, base = () => false, tamper = (files) => files, forge }: Scene = {}) {
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
    }),
    sandbox: async () => sandbox,
    history: async () => memoryHistory(repository),
    model: () => undefined,
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
  const inputs = inputsOf({ signals: 'junit.xml', strategies: 'rules', confirmations: '2' })
  const outcome: Outcome = await heal(world, inputs, journal)
  const steps = journey.filter((step, index) => step !== journey[index - 1])
  return {
    outcome,
    steps,
    journal,
    requests: sandbox.requests,
    pushed: remote.commits.size,
    opened: state.pullRequests.length,
  }
}

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
