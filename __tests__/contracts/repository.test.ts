import { lstatSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'
import { openRepository } from '../../src/adapters/git/repository.js'
import type { Patch } from '../../src/domain.js'
import type { Repository } from '../../src/ports.js'
import { repoPath } from '../../src/repo-path.js'
import { memoryRepository } from './fakes/memory-repository.js'
import { type FixtureCommit, makeGitRepository, temporaryDirectories, writeFiles } from './git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const history: readonly FixtureCommit[] = [
  {
    subject: 'first',
    files: {
      'README.md': 'hello\n',
      'src/a.js': 'one\ntwo\nthree\n',
      'src/deep/b.bin': new Uint8Array([0, 255, 13, 10, 128]),
      'bin/run': { executable: '#!/bin/sh\necho hi\n' },
      'src/link': { link: 'a.js' },
      'src.txt': 'sorts between\n',
    },
  },
  { subject: 'second: changes "a"', files: { 'src/a.js': 'one\nTWO\nthree\n' } },
  { subject: 'third', files: { 'crlf.txt': 'a\r\nb\r\n', 'späß.md': 'ü' } },
]

interface Subject {
  readonly repository: Repository
  readonly head: string
  readonly commits: readonly string[]
}

const subjects: readonly [string, () => Promise<Subject>][] = [
  [
    'git',
    async () => {
      const workspace = path.join(temporary.make(), 'work')
      const commits = makeGitRepository(workspace, history)
      writeFiles(workspace, { 'node_modules/x/index.js': '', 'packages/p/node_modules/y.js': '' })
      const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
      return { repository, head: repository.head, commits }
    },
  ],
  [
    'memory',
    async () => {
      const repository = memoryRepository(history, { ignored: ['node_modules', 'packages/p/node_modules'] })
      return { repository, head: repository.head, commits: repository.commits }
    },
  ],
]

function inRepo(text: string) {
  const made = repoPath(text)
  if ('refused' in made) throw new Error(made.refused)
  return made.path
}

describe.each(subjects)('Repository contract: %s', (_name, open) => {
  let subject: Subject
  beforeAll(async () => {
    subject = await open()
  })

  it('resolves branches and commits, and says undefined for the rest', async () => {
    const { repository, head, commits } = subject
    expect(await repository.resolve('main')).toBe(head)
    expect(await repository.resolve('HEAD')).toBe(head)
    expect(await repository.resolve(head)).toBe(head)
    expect(await repository.resolve(`${head}^`)).toBe(commits.at(-2))
    for (const unknown of ['nope', '--help', '', '0'.repeat(40), 'main..HEAD', ':/first', `${commits[0]}^`]) {
      expect([unknown, await repository.resolve(unknown)]).toEqual([unknown, undefined])
    }
  })

  it('lists every entry with its mode and git id', async () => {
    const entries = await subject.repository.entries(subject.head)
    expect(entries.map((entry) => `${entry.mode} ${entry.path}`)).toEqual([
      '100644 README.md',
      '100755 bin/run',
      '100644 crlf.txt',
      '100644 sp\u00e4\u00df.md',
      '100644 src.txt',
      '100644 src/a.js',
      '100644 src/deep/b.bin',
      '120000 src/link',
    ])
    expect(entries[0]?.id).toBe('ce013625030ba8dba906f756967f9e9ca394464a')
  })

  it('reads blobs to the byte, and throws for an unknown one', async () => {
    const { repository, head } = subject
    const entry = (await repository.entries(head)).find((each) => each.path === 'src/deep/b.bin')
    expect([...(await repository.blob(entry?.id ?? ''))]).toEqual([0, 255, 13, 10, 128])
    await expect(repository.blob('0'.repeat(40))).rejects.toMatchObject({ outcome: 'error-config' })
  })

  it('writes a tree whose id is the one git would give, keeping modes', async () => {
    const { repository, head } = subject
    const patch: Patch = {
      files: [
        { path: inRepo('bin/run'), before: '#!/bin/sh\necho hi\n', after: '#!/bin/sh\necho ho\n' },
        { path: inRepo('test/new.test.js'), before: undefined, after: 'fresh' },
      ],
    }
    const tree = await repository.writeTree(head, patch)
    expect(tree).toBe('a7d5ad5f8756a72ddab8e539e61a8eab304c933b')
    const modes = (await repository.entries(tree)).map((entry) => `${entry.mode} ${entry.path}`)
    expect(modes).toContain('100755 bin/run')
    expect(modes).toContain('100644 test/new.test.js')
    expect(await repository.writeTree(head, { files: [] })).not.toBe(tree)
  })

  it.each([
    ['another content', 'src/a.js', 'one\ntwo\nthree\n'],
    ['a new file that is there', 'README.md', undefined],
    ['a file that is not there', 'missing.js', 'x'],
    ['a link', 'src/link', 'a.js'],
    ['a file below a file', 'README.md/x', undefined],
    ['a file below a link', 'src/link/x', undefined],
  ])('refuses a patch that does not fit: %s', async (_why, file, before) => {
    const patch = { files: [{ path: inRepo(file), before, after: 'y' }] }
    await expect(subject.repository.writeTree(subject.head, patch)).rejects.toMatchObject({ outcome: 'refused-policy' })
  })

  it('checks out exact bytes and modes', async () => {
    const directory = path.join(temporary.make(), 'out')
    mkdirSync(directory)
    await subject.repository.checkout(subject.head, directory)
    const file = (name: string) => path.join(directory, name)
    expect(readFileSync(file('crlf.txt'), 'latin1')).toBe('a\r\nb\r\n')
    expect([...readFileSync(file('src/deep/b.bin'))]).toEqual([0, 255, 13, 10, 128])
    expect(lstatSync(file('bin/run')).mode & 0o777).toBe(0o755)
    expect(lstatSync(file('README.md')).mode & 0o777).toBe(0o644)
    expect(readlinkSync(file('src/link'))).toBe('a.js')
  })

  it('diffs two trees as text', async () => {
    const { repository, commits } = subject
    const diff = await repository.diff(commits[0] ?? '', commits[1] ?? '')
    expect(diff).toContain('diff --git a/src/a.js b/src/a.js\n')
    expect(diff).toContain('--- a/src/a.js\n+++ b/src/a.js\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n')
    expect(await repository.diff(commits[0] ?? '', commits[0] ?? '')).toBe('')
  })

  it('logs newest first, and by file', async () => {
    const { repository, head } = subject
    const subjects = (commits: readonly { subject: string }[]) => commits.map((commit) => commit.subject)
    expect(subjects(await repository.log(head, 2))).toEqual(['third', 'second: changes "a"'])
    expect(subjects(await repository.log(head, 10, inRepo('src/a.js')))).toEqual(['second: changes "a"', 'first'])
    expect(Date.parse((await repository.log(head, 1))[0]?.time ?? '')).toBe(Date.parse('2024-01-02T03:04:05Z'))
  })

  it('names dependency directories', async () => {
    expect(await subject.repository.ignoredDirectories()).toEqual(['node_modules', 'packages/p/node_modules'])
  })
})
