import path from 'node:path'
import { openHistory } from '../../src/adapters/git/history.js'
import { originSource } from '../../src/adapters/git/history-source.js'
import { openRepository } from '../../src/adapters/git/repository.js'
import type { RepoPath } from '../../src/domain.js'
import type { History } from '../../src/ports.js'
import { memoryHistory } from './fakes/memory-history.js'
import { memoryRepository } from './fakes/memory-repository.js'
import { type FixtureCommit, git, makeGitRepository, temporaryDirectories } from './git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const file = 'a.txt' as RepoPath
const commits: readonly FixtureCommit[] = [
  { subject: 'first', files: { 'a.txt': 'one\ntwo\n' } },
  { subject: 'second: "quoted"', files: { 'b.txt': 'b\n' } },
  { subject: 'third', files: { 'a.txt': 'one\nTWO\n' } },
  { subject: 'fourth', files: { 'c.txt': 'c\n' } },
]

interface Subject {
  readonly history: History
  /** Oldest first. */
  readonly ids: readonly string[]
}

async function historyIn(workspace: string) {
  const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
  return openHistory({ repository, source: () => originSource(repository.git, workspace) })
}

async function ofGit(): Promise<Subject> {
  const workspace = path.join(temporary.make(), 'work')
  const ids = makeGitRepository(workspace, commits)
  return { history: await historyIn(workspace), ids }
}

async function inMemory(): Promise<Subject> {
  const repository = memoryRepository(commits)
  return { history: memoryHistory(repository), ids: repository.commits }
}

describe.each([
  ['git', ofGit],
  ['memory', inMemory],
])('History contract: %s', (_name, open) => {
  let subject: Subject
  beforeAll(async () => {
    subject = await open()
  })

  it('lists first parents newest first, with their parents', async () => {
    const { history, ids } = subject
    const line = await history.line(ids[3] ?? '', 10)
    expect(line.isCutOff).toBe(false)
    expect(line.commits.map(({ id, subject, parents }) => [id, subject, parents])).toEqual([
      [ids[3], 'fourth', [ids[2]]],
      [ids[2], 'third', [ids[1]]],
      [ids[1], 'second: "quoted"', [ids[0]]],
      [ids[0], 'first', []],
    ])
  })

  it('ends at the limit, and before what the good commit reaches', async () => {
    const { history, ids } = subject
    const names = async (limit: number, until?: string) =>
      (await history.line(ids[3] ?? '', limit, until)).commits.map(({ id }) => id)
    expect(await names(2)).toEqual([ids[3], ids[2]])
    expect(await names(10, ids[1])).toEqual([ids[3], ids[2]])
    expect(await names(10, ids[3])).toEqual([])
  })

  it('names who last changed a line', async () => {
    const { history, ids } = subject
    expect(await history.blame(ids[3] ?? '', file, 2, 2)).toEqual([ids[2]])
  })

  it('has no tag where there is none', async () => {
    expect(await subject.history.tagBefore(subject.ids[3] ?? '')).toBeUndefined()
  })
})

describe('History of git', () => {
  const clone = (from: string, depth: number): string => {
    const workspace = path.join(temporary.make(), 'clone')
    git(temporary.make(), 'clone', '-q', `--depth=${depth}`, `file://${from}`, workspace)
    return workspace
  }

  it('of a shallow clone is cut off, until more of it is fetched', async () => {
    const origin = path.join(temporary.make(), 'origin')
    const ids = makeGitRepository(origin, commits)
    const workspace = clone(origin, 1)
    const before = git(workspace, 'rev-parse', '--is-shallow-repository', 'HEAD')
    const history = await historyIn(workspace)
    const head = ids[3] ?? ''
    const shallow = await history.line(head, 10)
    expect([shallow.commits.length, shallow.isCutOff]).toEqual([1, true])
    expect(await history.blame(head, file, 1, 2)).toEqual([])

    expect(await history.deepen(head, 3)).toBeUndefined()
    const deeper = await history.line(head, 10)
    expect([deeper.commits.map(({ id }) => id), deeper.isCutOff]).toEqual([[ids[3], ids[2], ids[1]], true])
    expect(await history.blame(head, file, 2, 2)).toEqual([ids[2]])

    expect(await history.deepen(head, 64)).toBeUndefined()
    expect((await history.line(head, 10)).isCutOff).toBe(false)
    // The clone itself is as it was.
    expect(git(workspace, 'rev-parse', '--is-shallow-repository', 'HEAD')).toBe(before)
  })

  it.each([
    ['a path that is not there', 'file:///nowhere/at/all', 'not appear to be a git repository'],
    ['a server that is not there', 'http://127.0.0.1:9/a/b', 'cannot be reached'],
    ['a program', 'ext::sh -c true', 'neither an https address'],
    ['a host without TLS', 'http://example.com/a/b', 'neither an https address'],
    ['a password', 'https://user:secret@example.com/a/b', 'neither an https address'],
    ['a key', 'git@github.com:a/b.git', 'neither an https address'],
    ['an option', '--upload-pack=touch', 'neither an https address'],
  ])('says why more cannot be had from %s', async (_, url, why) => {
    const origin = path.join(temporary.make(), 'origin')
    const ids = makeGitRepository(origin, commits)
    const workspace = clone(origin, 1)
    git(workspace, 'config', 'remote.origin.url', url)
    const refused = await (await historyIn(workspace)).deepen(ids[3] ?? '', 3)
    expect(refused?.refused).toContain(why)
    expect(refused?.refused).not.toContain('secret')
  })

  it('knows the release before', async () => {
    const workspace = path.join(temporary.make(), 'work')
    const ids = makeGitRepository(workspace, commits)
    git(workspace, 'tag', 'v1.0.0', ids[0] ?? '')
    git(workspace, 'tag', '-a', '-m', 'two', 'v2.0.0', ids[2] ?? '')
    const history = await historyIn(workspace)
    expect(await history.tagBefore(ids[3] ?? '')).toBe(ids[2])
    expect(await history.tagBefore(ids[2] ?? '')).toBe(ids[0])
    expect(await history.tagBefore(ids[0] ?? '')).toBeUndefined()
  })
})
