import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openRemote } from '../../src/adapters/git/remote.js'
import { openRepository } from '../../src/adapters/git/repository.js'
import type { Remote } from '../../src/ports.js'
import { openBed } from '../bed/index.mjs'
import { memoryRemote } from './fakes/memory-remote.js'

interface Subject {
  readonly remote: Remote
  readonly base: string
  readonly tree: string
  close(): Promise<void>
}

async function overHttp(): Promise<Subject> {
  const bed = await openBed({ settings: { protectedRefs: 'refs/heads/closed/*' } })
  await bed.project({ 'a.txt': 'one\n' })
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'suture-test-'))
  const repository = await openRepository({ workspace: await bed.checkout({ depth: 1 }), scratchDirectory: scratch })
  const patch = { files: [{ path: 'a.txt' as never, before: 'one\n', after: 'two\n' }] }
  return {
    remote: openRemote({ repository, url: `${bed.github.url}/acme/shop.git`, token: bed.token }),
    base: repository.head,
    tree: await repository.writeTree(repository.head, patch),
    async close() {
      rmSync(scratch, { recursive: true })
      await bed.close()
    },
  }
}

async function inMemory(): Promise<Subject> {
  const refuses = (branch: string) => (branch.startsWith('closed/') ? 'GH013: Repository rule violations' : undefined)
  const remote = memoryRemote({ main: 'a'.repeat(40) }, refuses)
  return { remote, base: 'a'.repeat(40), tree: 'b'.repeat(40), close: async () => {} }
}

describe.each<[string, () => Promise<Subject>]>([
  ['git over HTTP', overHttp],
  ['memory', inMemory],
])('Remote contract: %s', (_name, open) => {
  let subject: Subject
  beforeAll(async () => {
    subject = await open()
  })
  afterAll(() => subject.close())

  it('tells the tip of a branch, and that there is none', async () => {
    expect(await subject.remote.tip('main')).toBe(subject.base)
    expect(await subject.remote.tip('missing')).toBeUndefined()
    expect(await subject.remote.tip('mai*')).toBeUndefined()
  })

  it('creates a branch once, and says whose it is the second time', async () => {
    const { remote, base, tree } = subject
    expect(await remote.createBranch('suture/abc', base, tree, 'Mend it')).toMatchObject({ kind: 'created' })
    const commit = await remote.tip('suture/abc')
    expect(commit).toMatch(/^[0-9a-f]{40}$/)
    expect(await remote.createBranch('suture/abc', base, tree, 'Again')).toEqual({ kind: 'exists', commit })
    expect(await remote.tip('suture/abc')).toBe(commit)
  })

  it('lets one of many win', async () => {
    const { remote, base, tree } = subject
    const names = ['one', 'two', 'three', 'four']
    const results = await Promise.all(names.map((name) => remote.createBranch('suture/race', base, tree, name)))
    expect(results.map((result) => result.kind).sort()).toEqual(['created', 'exists', 'exists', 'exists'])
  })

  it('advances a branch from its tip alone, without force', async () => {
    const { remote, base, tree } = subject
    const first = await remote.createBranch('suture/moves', base, tree, 'First')
    const tip = first.kind === 'created' ? first.commit : ''
    expect(await remote.tip('suture/moves')).toBe(tip)
    const next = await remote.advanceBranch('suture/moves', tip, base, tree, 'Second')
    expect(next).toMatchObject({ kind: 'created' })
    const moved = await remote.tip('suture/moves')
    expect(moved).not.toBe(tip)
    expect(next.kind === 'created' ? next.commit : '').toBe(moved)
    // Somebody who still believes in the old tip changes nothing.
    expect(await remote.advanceBranch('suture/moves', tip, base, tree, 'Third')).toEqual({
      kind: 'exists',
      commit: moved,
    })
    expect(await remote.tip('suture/moves')).toBe(moved)
  })

  it('makes no branch where one should be advanced', async () => {
    const { remote, base, tree } = subject
    const result = await remote.advanceBranch('suture/gone', base, base, tree, 'x').catch(() => ({ kind: 'broken' }))
    expect(result.kind).not.toBe('created')
    expect(await remote.tip('suture/gone')).toBeUndefined()
  })

  it('passes on why a rule refuses a branch', async () => {
    const result = await subject.remote.createBranch('closed/x', subject.base, subject.tree, 'x')
    expect(result).toEqual({ kind: 'rejected', reason: expect.stringContaining('GH013') })
    expect(await subject.remote.tip('closed/x')).toBeUndefined()
  })

  it.each(['-x', 'a..b', 'a b', 'x.lock', ''])('refuses the name %j', async (branch) => {
    const result = await subject.remote.createBranch(branch, subject.base, subject.tree, 'x')
    expect(result.kind).toBe('rejected')
  })
})
