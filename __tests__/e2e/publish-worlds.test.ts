import { execFileSync } from 'node:child_process'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { writeFiles } from '../bed/project.mjs'
import { type Bundle, makeBundle } from './bundle.js'
import { missingGuard } from './projects.js'
import { expectEnding, expectNothingPublished, failedJob, lastState, untouched } from './scenario.js'

// Checkouts and machines as they are: what publishing copes with, and what it refuses by name.

let bundle: Bundle
const beds: Bed[] = []

beforeAll(async () => {
  bundle = await makeBundle()
}, 120_000)
afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
})
afterAll(() => bundle?.bed.close())

async function freshBed(): Promise<Bed> {
  const bed = await openBed()
  beds.push(bed)
  await bed.project(missingGuard)
  return bed
}

const inputs = () => ({ mode: 'publish', fix: bundle.fix, digest: bundle.digest })
const publish = (bed: Bed, workspace: string, more: Parameters<Bed['run']>[2] = {}) =>
  bed.run(workspace, inputs(), more)

async function clone(bed: Bed, name: string, ...options: readonly string[]): Promise<string> {
  const workspace = join(bed.root, name)
  await git(bed.bare, ['config', 'uploadpack.allowFilter', 'true'])
  await git(bed.root, ['clone', '-q', ...options, `file://${bed.bare}`, workspace])
  return workspace
}

const checkouts: readonly (readonly [string, (bed: Bed) => Promise<string>])[] = [
  [
    'that a step before has changed, staged and littered',
    async (bed) => {
      const workspace = await bed.checkout()
      await writeFiles(workspace, { 'src/label.js': 'broken(\n', 'src/staged.js': 'staged\n', 'build/out.js': 'x\n' })
      await git(workspace, ['add', 'src/staged.js'])
      await writeFiles(workspace, { 'package.json': null })
      return workspace
    },
  ],
  [
    'on no branch',
    async (bed) => {
      const workspace = await bed.checkout()
      await git(workspace, ['checkout', '-q', '--detach'])
      return workspace
    },
  ],
  [
    'of a tag',
    async (bed) => {
      const workspace = await bed.checkout()
      await git(workspace, ['tag', 'v1'])
      await git(workspace, ['checkout', '-q', 'v1'])
      return workspace
    },
  ],
  ['of depth 1', (bed) => clone(bed, 'shallow', '--depth=1')],
  ['without blobs', (bed) => clone(bed, 'partial', '--filter=blob:none')],
  [
    'of a few folders',
    async (bed) => {
      const workspace = await clone(bed, 'sparse', '--sparse')
      await git(workspace, ['sparse-checkout', 'set', 'nothing'])
      return workspace
    },
  ],
  [
    'that is a linked worktree',
    async (bed) => {
      await git(await bed.checkout(), ['worktree', 'add', '-q', '--detach', join(bed.root, 'linked')])
      return join(bed.root, 'linked')
    },
  ],
]

describe('a checkout', () => {
  it.each(checkouts)(
    'is good enough %s, and stays as it is',
    async (_name, make) => {
      const bed = await freshBed()
      const workspace = await make(bed)
      const run = await untouched(workspace, () => publish(bed, workspace))
      await expectEnding(bed, run, 'pr-opened')
      const [branch = ''] = (await lastState(bed)).branches
      expect(await git(bed.bare, ['diff', '--name-only', 'main', branch])).toBe('src/label.js')
    },
    60_000,
  )

  it.each<[string, (bed: Bed) => Promise<string>, RegExp]>([
    [
      'no repository',
      async (bed) => {
        await mkdir(join(bed.root, 'plain'))
        return join(bed.root, 'plain')
      },
      /not a git repository/,
    ],
    [
      'without any commit',
      async (bed) => {
        await git(bed.root, ['init', '-q', 'empty'])
        return join(bed.root, 'empty')
      },
      /no commit yet/,
    ],
    [
      'bare',
      async (bed) => {
        await git(bed.root, ['clone', '-q', '--bare', bed.bare, 'bare'])
        return join(bed.root, 'bare')
      },
      /not a git repository/,
    ],
    ['a folder inside of one', async (bed) => join(await bed.checkout(), 'src'), /folder inside the repository/],
    [
      'of something else',
      async (bed) => {
        const workspace = join(bed.root, 'other')
        await git(bed.root, ['init', '-q', 'other'])
        await git(workspace, ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '--allow-empty', '-m', 'x'])
        return workspace
      },
      /is not in this checkout/,
    ],
  ])(
    'is refused by name where it is %s',
    async (_name, make, reason) => {
      const bed = await freshBed()
      const run = await publish(bed, await make(bed))
      await expectEnding(bed, run, 'error-config')
      expect(run.lastLine).toMatch(reason)
      await expectNothingPublished(bed)
    },
    60_000,
  )

  it('on no branch is asked about before anything is tried', async () => {
    const bed = await freshBed()
    const workspace = await failedJob(bed)
    await git(workspace, ['checkout', '-q', '--detach'])
    const run = await bed.run(workspace, { signals: 'junit.xml' }, { ref: 'refs/tags/v1' })
    await expectEnding(bed, run, 'error-config')
    expect(run.lastLine).toMatch(/which branch should the fix target.*input base/)
    await expectNothingPublished(bed)
  }, 60_000)
})

/** Whether this machine lets us mount something for one process alone. */
const mayMount = (() => {
  try {
    execFileSync('unshare', ['-Urm', 'mount', '-t', 'tmpfs', 'none', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
const mounting = mayMount ? it : it.skip
const suffix = mayMount ? '' : ' (skipped: no mounts for one process here)'

/** A Node that sees the world with these mounts. No shell in between: it would lose inputs with a dash in their names. */
async function nodeWith(bed: Bed, name: string, ...mounts: readonly string[]): Promise<string> {
  const node = join(bed.root, `${name}.mjs`)
  const run = `const run = (program, args) => spawnSync(program, args, { stdio: 'inherit' }).status ?? 1`
  const text = `#!${process.execPath}
import { spawnSync } from 'node:child_process'
${run}
const [, own, first, ...rest] = process.argv
if (first !== 'inside') process.exit(run('unshare', ['-Urm', process.execPath, own, 'inside', first, ...rest]))
if (run('sh', ['-c', ${JSON.stringify(mounts.join(' && '))}]) !== 0) throw new Error('not mounted')
process.exit(run(process.execPath, rest))
`
  await writeFile(node, text)
  await chmod(node, 0o755)
  return node
}

describe('a machine', () => {
  mounting(
    `may keep the checkout from being written${suffix}`,
    async () => {
      const bed = await freshBed()
      const workspace = await bed.checkout()
      const readOnly = [`mount --bind "${workspace}" "${workspace}"`, `mount -o remount,bind,ro "${workspace}"`]
      const node = await nodeWith(bed, 'node-read-only', ...readOnly, `! touch "${workspace}/x" 2>/dev/null`)
      await expectEnding(bed, await publish(bed, workspace, { node }), 'pr-opened')
    },
    60_000,
  )

  mounting(
    `with a full disk is named before anything is published${suffix}`,
    async () => {
      const bed = await freshBed()
      const full = join(bed.root, 'full')
      await mkdir(full)
      const fill = `{ head -c 9000000 /dev/zero > "${full}/filler" 2>/dev/null || true; }`
      const node = await nodeWith(bed, 'node-full', `mount -t tmpfs -o size=64k,nr_inodes=64 none "${full}"`, fill)
      const run = await bed.run(
        await bed.checkout(),
        { ...inputs(), report: join(bed.root, 'report.json') },
        { node, environment: { RUNNER_TEMP: full } },
      )
      await expectEnding(bed, run, 'error-disk')
      expect(run.lastLine).toContain(full)
      await expectNothingPublished(bed)
    },
    60_000,
  )

  mounting(
    `that cannot keep the report says so, and the next run finds what was published${suffix}`,
    async () => {
      const bed = await freshBed()
      const full = join(bed.root, 'full')
      await mkdir(full)
      const node = await nodeWith(bed, 'node-no-report', `mount -t tmpfs -o size=4k none "${full}"`)
      const workspace = await bed.checkout()
      const run = await bed.run(workspace, { ...inputs(), report: join(full, 'report.json') }, { node })
      expect(run.lastLine).toMatch(/^suture: error-disk: /)
      expect(run.exit).toBe(2)
      await expectEnding(bed, await publish(bed, workspace), 'duplicate')
      expect((await lastState(bed)).pulls).toHaveLength(1)
    },
    60_000,
  )
})
