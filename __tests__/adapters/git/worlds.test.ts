import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openRepository } from '../../../src/adapters/git/repository.js'
import { git, makeGitRepository, temporaryDirectories, writeFiles } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const open = (workspace: string) => openRepository({ workspace, scratchDirectory: temporary.make() })

const commits = [
  { subject: 'first', files: { 'a.txt': 'one\n', 'dir/b.txt': 'b\n' } },
  { subject: 'second', files: { 'a.txt': 'two\n' } },
]

/** An origin with two commits, and a folder for its clones. */
function origin(): { url: string; folder: string } {
  const folder = temporary.make()
  makeGitRepository(path.join(folder, 'origin'), commits)
  git(path.join(folder, 'origin'), 'config', 'uploadpack.allowFilter', 'true')
  return { url: `file://${folder}/origin`, folder }
}

function clone(...options: string[]): string {
  const { url, folder } = origin()
  git(folder, 'clone', '-q', ...options, url, 'clone')
  return path.join(folder, 'clone')
}

async function readAll(workspace: string) {
  const repository = await open(workspace)
  const directory = path.join(temporary.make(), 'out')
  await repository.checkout(repository.head, directory)
  return { repository, text: readFileSync(path.join(directory, 'a.txt'), 'utf8'), names: readdirSync(directory) }
}

describe('shapes of clones', () => {
  it('works in a shallow clone, and does not blame its cut-off commit for a file', async () => {
    const { repository, text } = await readAll(clone('--depth', '1'))
    expect([text, repository.shallow, repository.branch]).toEqual(['two\n', true, 'main'])
    expect(await repository.log(repository.head, 10)).toHaveLength(1)
    expect(await repository.log(repository.head, 10, 'dir/b.txt' as never)).toEqual([])
    expect(await repository.resolve(`${repository.head}^`)).toBeUndefined()
    expect(await repository.resolve('main')).toBe(repository.head)
  })

  it('works on a detached HEAD, and finds the branch among the remote ones', async () => {
    const workspace = clone()
    git(workspace, 'checkout', '-q', '--detach', 'HEAD^')
    git(workspace, 'branch', '-q', '-D', 'main')
    const { repository, text } = await readAll(workspace)
    expect([text, repository.branch]).toEqual(['one\n', undefined])
    expect(await repository.resolve('main')).toBe(git(workspace, 'rev-parse', 'origin/main'))
  })

  it('prefers a branch to a tag of the same name, loose refs to packed ones', async () => {
    const workspace = clone()
    const [head, parent] = [git(workspace, 'rev-parse', 'HEAD'), git(workspace, 'rev-parse', 'HEAD^')]
    git(workspace, 'tag', 'main', parent)
    git(workspace, 'tag', '-a', '-m', 'x', 'v1', parent)
    git(workspace, 'branch', 'moved', parent)
    git(workspace, 'pack-refs', '--all')
    git(workspace, 'branch', '-f', 'moved', head)
    const repository = await open(workspace)
    expect(await repository.resolve('main')).toBe(head)
    expect(await repository.resolve('v1')).toBe(parent)
    expect(await repository.resolve('moved')).toBe(head)
  })

  it('works in a sparse checkout: the tree is whole', async () => {
    const workspace = clone()
    git(workspace, 'sparse-checkout', 'set', 'nothing')
    expect((await readAll(workspace)).names).toEqual(['a.txt', 'dir'])
  })

  it('works in a linked worktree', async () => {
    const workspace = clone()
    git(workspace, 'worktree', 'add', '-q', '-b', 'side', '../linked', 'HEAD^')
    const { repository, text } = await readAll(path.join(path.dirname(workspace), 'linked'))
    expect([text, repository.branch]).toEqual(['one\n', 'side'])
  })

  it('works in a SHA-256 repository', async () => {
    const workspace = path.join(temporary.make(), 'w')
    makeGitRepository(workspace, commits, '--object-format=sha256')
    const { repository, text } = await readAll(workspace)
    expect([text, repository.head.length]).toEqual(['two\n', 64])
    const patch = { files: [{ path: 'a.txt' as never, before: 'two\n', after: 'three\n' }] }
    expect(await repository.writeTree(repository.head, patch)).toHaveLength(64)
  })

  it('names a blob that a partial clone lacks, and fetches nothing', async () => {
    const workspace = clone('--filter=blob:none', '--no-checkout')
    const repository = await open(workspace)
    expect(repository.partial).toBe(true)
    const wanted = { outcome: 'error-config', next: expect.stringContaining('partial clone') }
    await expect(repository.checkout(repository.head, path.join(temporary.make(), 'o'))).rejects.toMatchObject(wanted)
    const entry = (await repository.entries(repository.head))[0]
    await expect(repository.blob(entry?.id ?? '')).rejects.toMatchObject(wanted)
    const patch = { files: [{ path: 'new.txt' as never, before: undefined, after: 'x' }] }
    expect(await repository.writeTree(repository.head, patch)).toHaveLength(40)
  })

  it('leaves submodules empty and says so', async () => {
    const workspace = clone()
    git(workspace, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', workspace, 'sub')
    git(workspace, 'commit', '-q', '-m', 'sub')
    const { repository, names } = await readAll(workspace)
    expect(names).toContain('a.txt')
    expect(repository.notes()).toEqual(['1 submodule(s) were left empty, first: sub'])
  })

  it('keeps its view when the workspace moves on, and says what is missing when .git is replaced', async () => {
    const workspace = clone()
    const repository = await open(workspace)
    git(workspace, 'commit', '-q', '--allow-empty', '-m', 'later')
    expect(await repository.resolve('main')).toBe(repository.head)
    renameSync(path.join(workspace, '.git'), path.join(workspace, 'elsewhere'))
    writeFileSync(path.join(workspace, '.git'), 'gitdir: /tmp/evil\n')
    await expect(repository.entries(repository.head)).rejects.toMatchObject({ outcome: 'error-config' })
  })

  it('copes with names that are not UTF-8, and with odd ones', async () => {
    const workspace = clone()
    writeFiles(workspace, { 'with "quote" and\nline\tbreak': 'x', ' leading': 'y' })
    writeFileSync(Buffer.concat([Buffer.from(`${workspace}/`), Buffer.from([0x66, 0xff, 0x6f])]), 'z')
    git(workspace, 'add', '-A')
    git(workspace, 'commit', '-q', '-m', 'odd')
    const { repository, names } = await readAll(workspace)
    const paths = (await repository.entries(repository.head)).map((entry) => entry.path)
    expect(paths).toEqual([' leading', 'a.txt', 'dir/b.txt', 'f\uFFFDo', 'with "quote" and\nline\tbreak'])
    expect(names).toHaveLength(5)
  })
})

describe('worlds that are refused by name', () => {
  const make = (prepare: (workspace: string) => void): string => {
    const workspace = path.join(temporary.make(), 'w')
    mkdirSync(workspace)
    prepare(workspace)
    return workspace
  }
  it.each<[string, (workspace: string) => void, RegExp]>([
    ['no repository', () => {}, /w is not a git repository/],
    ['empty repository', (w) => makeGitRepository(w, []), /no commit yet on refs\/heads\/main/],
    ['a pointer to nowhere', (w) => writeFiles(w, { '.git': 'gitdir: ../gone\n' }), /which does not exist/],
    ['a pointer that is none', (w) => writeFiles(w, { '.git': 'hello' }), /does not say where/],
    ['a FIFO', (w) => execFileSync('mkfifo', [path.join(w, '.git')]), /neither a directory nor a file/],
    ['an empty .git', (w) => mkdirSync(path.join(w, '.git')), /HEAD is missing/],
    [
      'lost objects',
      (w) => {
        makeGitRepository(w, commits)
        rmSync(path.join(w, '.git/objects'), { recursive: true })
        mkdirSync(path.join(w, '.git/objects'))
      },
      /not complete in its object store/,
    ],
    [
      'reftable',
      (w) => {
        makeGitRepository(w, commits)
        writeFiles(w, { '.git/reftable/tables.list': '' })
      },
      /reftable/,
    ],
  ])('%s', async (_name, prepare, reason) => {
    await expect(open(make(prepare))).rejects.toMatchObject({
      outcome: 'error-config',
      message: expect.stringMatching(reason),
    })
  })

  it('a folder inside a repository', async () => {
    const workspace = clone()
    await expect(open(path.join(workspace, 'dir'))).rejects.toMatchObject({
      outcome: 'error-config',
      message: `${workspace}/dir is a folder inside the repository ${workspace}, not its root`,
    })
  })

  it('a git that lies in the workspace does not count', async () => {
    const workspace = make((w) => makeGitRepository(w, commits))
    writeFiles(workspace, { 'bin/git': { executable: '#!/bin/sh\nexit 1\n' } })
    const before = process.env['PATH']
    process.env['PATH'] = `${workspace}/bin:${before}`
    try {
      expect((await open(workspace)).head).toHaveLength(40)
    } finally {
      process.env['PATH'] = before
    }
  })
})
