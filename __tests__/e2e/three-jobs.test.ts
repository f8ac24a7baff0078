import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { type Bundle, handOver, makeBundle } from './bundle.js'
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
