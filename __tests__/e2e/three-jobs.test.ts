import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fix, PatchFile, RepoPath } from '../../src/domain.js'
import { canonicalJson, digestOf } from '../../src/modes/bundle.js'
import { git } from '../bed/git.mjs'
import { type Bundle, handOver, makeBundle, variant } from './bundle.js'
import { confirmations, expectEnding, expectNothingPublished, lastState } from './scenario.js'

let bundle: Bundle

beforeAll(async () => {
  bundle = await makeBundle()
}, 90_000)
afterAll(() => bundle?.bed.close())

/** What somebody between the jobs may do to the bundle. */
const tampering: readonly (readonly [string, string, (text: string) => string])[] = [
  ['another change of the code', 'fix.json', (text) => text.replaceAll('address?.city', 'address?.evil')],
  ['another path', 'fix.json', (text) => text.replaceAll('src/label.js', '.github/workflows/ci.yml')],
  ['another branch', 'fix.json', (text) => text.replace('"branch": "main"', '"branch": "release"')],
  ['another patch to read', 'fix.patch', (text) => text.replaceAll('?.', '?.evil.')],
  ['another verdict', 'verdict.json', (text) => text.replace('"passed": true', '"passed": false')],
]

type Forgery = readonly [what: string, change: (fix: Fix) => Partial<Fix>, outcome: string]

const otherFile = (fix: Fix, change: Partial<PatchFile>): Partial<Fix> => ({
  patch: { files: fix.patch.files.map((file) => ({ ...file, ...change })) },
})

/** What a maker of bundles may write who holds the digest too: verify takes no word of it. */
const forgeries: readonly Forgery[] = [
  ['a commit of another repository', () => ({ base: '1'.repeat(40) }), 'error-config'],
  ['another tree', () => ({ tree: '2'.repeat(40) }), 'refused-policy'],
  ['another text at the base', (fix) => otherFile(fix, { before: 'export const label = 1\n' }), 'refused-policy'],
  [
    'another text after',
    (fix) => otherFile(fix, { after: 'export const label = () => "UNKNOWN"\n' }),
    'refused-policy',
  ],
  [
    'a file of the workflows',
    (fix) => otherFile(fix, { path: '.github/workflows/ci.yml' as RepoPath }),
    'refused-policy',
  ],
  ['a test', (fix) => otherFile(fix, { path: 'test/label.test.js' as RepoPath }), 'refused-policy'],
  [
    'a failure that is none',
    ({ failure }) => ({
      failure: {
        ...failure,
        fingerprint: '0'.repeat(12),
        test: { ...failure.test, name: 'no such test' },
        title: 'no such test',
      },
    }),
    'not-reproduced',
  ],
  ['a proof that it does not need', () => ({ unproven: true, base: '3'.repeat(40) }), 'error-config'],
]

describe('propose, verify and publish as three jobs', () => {
  it.each(tampering)(
    'publishes nothing where a bundle was changed on its way: %s',
    async (name, file, change) => {
      const { bed, fix, digest } = bundle
      const folder = await handOver(bed, `tampered ${name}`, fix)
      const text = await readFile(join(folder, file), 'utf8')
      expect(change(text)).not.toBe(text)
      await writeFile(join(folder, file), change(text))
      const run = await bed.run(await bed.checkout(), { mode: 'publish', fix: folder, digest })
      await expectEnding(bed, run, 'refused-policy')
      await expectNothingPublished(bed)
    },
    60_000,
  )

  it('publishes nothing that was not verified, and nothing without its digest', async () => {
    const { bed, fix, digest } = bundle
    const workspace = await bed.checkout()
    const unverified = join(bed.root, 'to-verify')
    await expectEnding(bed, await bed.run(workspace, { mode: 'publish', fix: unverified, digest }), 'refused-policy')
    await expectEnding(
      bed,
      await bed.run(workspace, { mode: 'publish', fix, digest: '0'.repeat(64) }),
      'refused-policy',
    )
    await expectEnding(bed, await bed.run(workspace, { mode: 'publish', fix, digest: '' }), 'error-config')
    await expectEnding(bed, await bed.run(workspace, { mode: 'publish', fix: '/nowhere', digest }), 'error-config')
    await expectNothingPublished(bed)
  }, 60_000)

  it('refuses to verify what is not what the digest names', async () => {
    const { bed } = bundle
    const inputs = { mode: 'verify', fix: join(bed.root, 'to-verify'), 'github-token': '', ...confirmations }
    await expectEnding(
      bed,
      await bed.run(await bed.checkout(), { ...inputs, digest: '1'.repeat(64) }),
      'refused-policy',
    )
  }, 60_000)

  it.each(forgeries)(
    'refutes a bundle whose maker lies, and gives its digest: %s',
    async (name, change, outcome) => {
      const { bed } = bundle
      const folder = await handOver(bed, `forged ${name}`, join(bed.root, 'to-verify'))
      const fix: Fix = JSON.parse(await readFile(join(folder, 'fix.json'), 'utf8'))
      const files = {
        'fix.json': canonicalJson({ ...fix, ...change(fix) }),
        'fix.patch': await readFile(join(folder, 'fix.patch'), 'utf8'),
      }
      await writeFile(join(folder, 'fix.json'), files['fix.json'])
      const inputs = { mode: 'verify', fix: folder, digest: digestOf(files), 'github-token': '', ...confirmations }
      const run = await bed.run(await bed.checkout(), inputs)
      await expectEnding(bed, run, outcome)
      const said = { verified: run.report?.outcome === 'verified', digest: run.outputs['digest'] }
      expect(said).toEqual({ verified: false, digest: expect.not.stringMatching(digestOf(files)) })
    },
    120_000,
  )

  it('refuses an older verdict beside a newer fix', async () => {
    const { bed, fix } = bundle
    const newer = await variant(bundle, 'newer', (each) => ({ explanation: `${each.explanation} Newer.` }))
    await cp(join(fix, 'verdict.json'), join(newer.fix, 'verdict.json'))
    const text = (name: string) => readFile(join(newer.fix, name), 'utf8')
    const [json, patch, verdict] = await Promise.all(['fix.json', 'fix.patch', 'verdict.json'].map(text))
    const digest = digestOf({ 'fix.json': json ?? '', 'fix.patch': patch ?? '', 'verdict.json': verdict ?? '' })
    const run = await bed.run(await bed.checkout(), { mode: 'publish', fix: newer.fix, digest })
    await expectEnding(bed, run, 'refused-policy')
    expect(run.lastLine).toContain('its verdict is of another fix')
    await expectNothingPublished(bed)
  }, 60_000)

  it('publishes the verified bundle, and runs no code of the repository for it', async () => {
    const { bed, fix, digest } = bundle
    const run = await bed.run(await bed.checkout(), { mode: 'publish', fix, digest })
    await expectEnding(bed, run, 'pr-opened')
    expect(run.stdout).not.toContain('sandbox:')
    const { branches, pulls } = await lastState(bed)
    expect([branches.length, pulls.length]).toEqual([1, 1])
    const bundled = JSON.parse(await readFile(join(fix, 'fix.json'), 'utf8'))
    expect(await git(bed.bare, ['rev-parse', `${branches[0]}^{tree}`])).toBe(bundled.tree)
  }, 60_000)
})
