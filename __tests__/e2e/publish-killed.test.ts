import { join } from 'node:path'
import { git } from '../bed/git.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { commitAll, writeFiles } from '../bed/project.mjs'
import { type Bundle, fixIn, makeBundle, variant } from './bundle.js'
import { essence, isWrite, killAtWrite, nameOf } from './killing.js'
import { missingGuard } from './projects.js'
import { confirmations, expectEnding, outcomeOf } from './scenario.js'

// SIGKILL around every call that changes something on the server: before it gets there, and after it acted but before
// anybody hears of it. Then the job runs again, and all that people see must be as if nothing had happened. What a run
// only reads leaves nothing behind, so that a kill between two writes is the one after the first of them. The proof is
// made once: publishing alone is killed.

const [healthy] = missingGuard
const people = { assignees: 'ann', reviewers: 'ann, bob', labels: 'suture, bot' }
let first: Bundle
let moved: Bundle
let twin: Bundle
let oftener: Bundle

type More = Parameters<Bed['run']>[2]
interface Scene {
  readonly name: string
  /** How the unbroken run ends. */
  readonly ending: string
  /** Writes that have to be among those that are killed. */
  readonly writes: readonly (string | RegExp)[]
  prepare(bed: Bed): Promise<unknown>
  act(bed: Bed, more?: More): ReturnType<Bed['run']>
}

async function publish(bed: Bed, { fix, digest }: Bundle, more: More = {}) {
  return bed.run(await bed.checkout(), { mode: 'publish', fix, digest, ...people }, more)
}

async function opened(bed: Bed) {
  await expectEnding(bed, await publish(bed, first), 'pr-opened')
}

/** What somebody commits to main; ids are the same in every bed. */
async function commit(bed: Bed, message: string, files: Parameters<typeof writeFiles>[1]) {
  const developer = join(bed.root, 'developer')
  await writeFiles(developer, files)
  const by = { author: 'Ada Example', email: 'ada@example.com', when: '2026-01-05T11:00:00.000Z' }
  const id = await commitAll(developer, message, by)
  await git(developer, ['push', '-q', 'origin', 'main'])
  return id
}

const meanwhile = (bed: Bed) => commit(bed, 'Meanwhile', { 'src/other.js': 'export const other = 1\n' })
const mended = { 'src/label.js': healthy?.files['src/label.js'] ?? '' }

const scenes: readonly Scene[] = [
  {
    name: 'a new pull request with people and labels',
    ending: 'pr-opened',
    writes: [
      'POST /git/trees',
      'POST /git/commits',
      'POST /git-receive-pack',
      'POST /pulls',
      /assignees$/,
      /requested_reviewers$/,
      /labels$/,
    ],
    prepare: async () => undefined,
    act: (bed, more) => publish(bed, first, more),
  },
  {
    name: 'an update to a newer base',
    ending: 'pr-updated',
    writes: ['POST /git/trees', 'POST /git/commits', 'POST /git-receive-pack', 'PATCH /pulls/1'],
    async prepare(bed) {
      await opened(bed)
      await meanwhile(bed)
    },
    act: (bed, more) => publish(bed, moved, more),
  },
  {
    name: 'another failure with the same change',
    ending: 'duplicate',
    writes: ['PATCH /pulls/1'],
    prepare: opened,
    act: (bed, more) => publish(bed, twin, more),
  },
  {
    name: 'a failure that is seen oftener',
    ending: 'pr-updated',
    writes: ['PATCH /pulls/1'],
    prepare: opened,
    act: (bed, more) => publish(bed, oftener, more),
  },
  {
    name: 'the end of a pull request whose failure is gone',
    ending: 'no-failure',
    writes: ['POST /issues/1/comments', 'PATCH /pulls/1'],
    async prepare(bed) {
      await opened(bed)
      await commit(bed, 'By hand', mended)
    },
    async act(bed, more) {
      const workspace = await bed.checkout()
      const report = '<testsuite name="t" tests="1"><testcase name="a customer" classname="x"/></testsuite>\n'
      await writeFiles(workspace, { 'junit.xml': report })
      return bed.run(workspace, { signals: 'junit.xml', ...confirmations }, more)
    },
  },
]

beforeAll(async () => {
  first = await makeBundle()
  const { bed } = first
  const base = await meanwhile(bed)
  const developer = join(bed.root, 'developer')
  const { patch } = await fixIn(first)
  await writeFiles(developer, Object.fromEntries(patch.files.map(({ path, after }) => [path, after])))
  await git(developer, ['add', '-A'])
  const tree = await git(developer, ['write-tree'])
  moved = await variant(first, 'moved', () => ({ base, tree }))
  twin = await variant(first, 'twin', ({ failure }) => ({
    failure: { ...failure, fingerprint: '0123456789ab', title: 'The same cause elsewhere' },
  }))
  oftener = await variant(first, 'oftener', ({ failure }) => ({
    failure: { ...failure, occurrences: { count: 7, spike: false } },
  }))
}, 180_000)
afterAll(() => first?.bed.close())

async function inBed<T>(scene: Scene, body: (bed: Bed) => Promise<T>): Promise<T> {
  const bed = await openBed({ people: ['ann', 'bob'] })
  try {
    await bed.project(missingGuard)
    await scene.prepare(bed)
    return await body(bed)
  } finally {
    await bed.close()
  }
}

/** What an unbroken run writes, and leaves. */
function unbroken(scene: Scene) {
  return inBed(scene, async (bed) => {
    const before = bed.github.requests.length
    await expectEnding(bed, await scene.act(bed), scene.ending)
    const writes = bed.github.requests.slice(before).filter(isWrite).map(nameOf)
    return { writes, state: await essence(bed) }
  })
}

function broken(scene: Scene, at: number, when: 'before' | 'after') {
  return inBed(scene, async (bed) => {
    const killed = await scene.act(bed, { onStart: (child) => killAtWrite(bed, at, child, when) })
    expect(killed.signal).toBe('SIGKILL')
    const run = await scene.act(bed)
    await expectEnding(bed, run, outcomeOf(run))
    expect([scene.ending, 'duplicate']).toContain(outcomeOf(run))
    return { at, when, ...(await essence(bed)) }
  })
}

/** Runs wait for seconds between writes: some side by side cost hardly more than one. */
async function eachOf<T>(items: readonly T[], body: (item: T) => Promise<void>, sideBySide = 4): Promise<void> {
  const left = [...items]
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await body(item)
  }
  await Promise.all(Array.from({ length: sideBySide }, worker))
}

describe('publishing, killed around every write', () => {
  it.each(scenes.map((scene) => [scene.name, scene] as const))(
    'ends as an unbroken run does once it runs again: %s',
    async (_name, scene) => {
      const { writes, state } = await unbroken(scene)
      for (const write of scene.writes) expect(writes).toContainEqual(expect.stringMatching(write))
      const kills = writes.flatMap((_, at) => [
        { at, when: 'before' as const },
        { at, when: 'after' as const },
      ])
      await eachOf(kills, async ({ at, when }) => {
        expect(await broken(scene, at, when)).toEqual({ at, when, ...state })
      })
    },
    300_000,
  )
})
