import { chmodSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { staysInside } from '../../../src/adapters/git/checkout.js'
import { openRepository } from '../../../src/adapters/git/repository.js'
import { git, makeGitRepository, temporaryDirectories, writeFiles } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

/** Everything in a workspace that can make git run a program; each would leave the file `ran`. */
function poisoned(): { workspace: string; ran: string } {
  const folder = temporary.make()
  const workspace = path.join(folder, 'w')
  const ran = path.join(folder, 'ran')
  makeGitRepository(workspace, [
    { subject: 'one', files: { 'a.txt': 'one $Id$\n', '.gitattributes': attributes, 'crlf.txt': 'x\n' } },
    { subject: 'two', files: { 'a.txt': 'two $Id$\n' } },
  ])
  const script = path.join(folder, 'evil.sh')
  writeFiles(folder, { 'evil.sh': { executable: `#!/bin/sh\necho "$0 $*" >>${ran}\ncat\n` } })
  const hooks = ['post-checkout', 'post-index-change', 'reference-transaction', 'pre-push', 'update', 'pre-auto-gc']
  for (const hook of hooks) {
    writeFiles(workspace, { [`.git/hooks/${hook}`]: { executable: `#!/bin/sh\necho ${hook} >>${ran}\n` } })
    chmodSync(path.join(workspace, '.git/hooks', hook), 0o755)
  }
  const settings = {
    'core.fsmonitor': script,
    'core.pager': script,
    'core.sshCommand': script,
    'core.alternateRefsCommand': script,
    'filter.evil.smudge': script,
    'filter.evil.clean': script,
    'filter.evil.process': script,
    'filter.evil.required': 'true',
    'diff.evil.textconv': script,
    'diff.evil.command': script,
    'diff.external': script,
    'credential.helper': `!${script}`,
    'gpg.program': script,
    'log.showSignature': 'true',
    'uploadpack.packObjectsHook': script,
    'alias.log': `!${script}`,
  }
  for (const [key, value] of Object.entries(settings)) git(workspace, 'config', '-f', '.git/config', key, value)
  writeFiles(workspace, { '.git/info/attributes': '* filter=evil diff=evil\n' })
  return { workspace, ran }
}

const attributes = '*.txt filter=evil diff=evil ident\ncrlf.txt eol=crlf\n*.u16 working-tree-encoding=UTF-16\n'

describe('a hostile workspace', () => {
  it('runs nothing and changes no byte', async () => {
    const { workspace, ran } = poisoned()
    const before = readFileSync(path.join(workspace, '.git/config'))
    const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const out = path.join(temporary.make(), 'out')
    await repository.checkout(repository.head, out)
    expect(readFileSync(path.join(out, 'a.txt'), 'utf8')).toBe('two $Id$\n')
    expect(readFileSync(path.join(out, 'crlf.txt'), 'utf8')).toBe('x\n')
    const patch = { files: [{ path: 'a.txt' as never, before: 'two $Id$\n', after: 'three\n' }] }
    const tree = await repository.writeTree(repository.head, patch)
    expect(await repository.diff(repository.head, tree)).toContain('-two $Id$\n+three\n')
    expect(await repository.log(repository.head, 5)).toHaveLength(2)
    await repository.ignoredDirectories()
    expect(existsSync(ran)).toBe(false)
    expect(readFileSync(path.join(workspace, '.git/config'))).toEqual(before)
    expect(readdirSync(path.join(workspace, '.git'))).not.toContain('index.lock')
  })

  it('ignores GIT_* of our own environment', async () => {
    const { workspace, ran } = poisoned()
    const hostile = { GIT_DIR: '/nonexistent', GIT_INDEX_FILE: '/nonexistent', GIT_EXTERNAL_DIFF: '/bin/false' }
    Object.assign(process.env, hostile)
    try {
      const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
      expect(await repository.diff(`${await repository.resolve('HEAD^')}`, repository.head)).toContain('+two')
    } finally {
      for (const key of Object.keys(hostile)) delete process.env[key]
    }
    expect(existsSync(ran)).toBe(false)
  })

  it('reads files in other encodings as they are in git', async () => {
    const workspace = path.join(temporary.make(), 'w')
    makeGitRepository(workspace, [{ subject: 'x', files: { 'a.u16': 'hi\n' } }])
    writeFiles(workspace, { '.gitattributes': attributes })
    git(workspace, 'add', '.gitattributes')
    git(workspace, 'commit', '-q', '-m', 'attributes')
    const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const out = path.join(temporary.make(), 'out')
    await repository.checkout(repository.head, out)
    expect(readFileSync(path.join(out, 'a.u16'), 'utf8')).toBe('hi\n')
  })

  it('writes links only where they stay inside, and counts the others', async () => {
    const workspace = path.join(temporary.make(), 'w')
    makeGitRepository(workspace, [
      {
        subject: 'links',
        files: {
          'a/b/file': 'x',
          'a/b/good': { link: '../../top' },
          'a/b/bad': { link: '../../../etc/passwd' },
          absolute: { link: '/proc/self/environ' },
          into: { link: 'a/b' },
          roundabout: { link: 'into/../../../etc' },
        },
      },
    ])
    const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const out = path.join(temporary.make(), 'out')
    await repository.checkout(repository.head, out)
    const kinds = ['a/b/good', 'a/b/bad', 'absolute', 'into', 'roundabout'].map((name) =>
      lstatSync(path.join(out, name), { throwIfNoEntry: false })?.isSymbolicLink(),
    )
    expect(kinds).toEqual([true, undefined, undefined, true, undefined])
    expect(repository.notes()).toEqual([
      '3 symbolic link(s) that lead out of the repository were left out, first: a/b/bad',
    ])
  })

  it('reads the target of a link as text, never what it leads to', async () => {
    const workspace = path.join(temporary.make(), 'w')
    makeGitRepository(workspace, [{ subject: 'x', files: { 'src.js': { link: '/proc/self/environ' } } }])
    const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const entry = (await repository.entries(repository.head))[0]
    expect(Buffer.from(await repository.blob(entry?.id ?? '')).toString()).toBe('/proc/self/environ')
  })
})

describe('staysInside', () => {
  it.each<[string, string, boolean]>([
    ['a', 'b', true],
    ['a/b', '../c', true],
    ['a/b/c', '../../d/e', true],
    ['a/b', './c/./d', true],
    ['a', '.', true],
    ['a/b', '..', true],
    ['a', '..', false],
    ['a', '../b', false],
    ['a/b', '../../c', false],
    ['a', '/etc', false],
    ['a', '', false],
    ['a', 'b\0c', false],
    ['a', 'b/../c', false],
    ['a', '.git/config', false],
    ['a', 'x/.GIT', false],
  ])('%s -> %s: %s', (link, target, inside) => {
    expect(staysInside(link, target)).toBe(inside)
  })
})

describe('patches', () => {
  it.each<[string, string, string | undefined, string]>([
    ['a lone surrogate', 'new.txt', undefined, 'x\uD800'],
    ['a directory', 'dir', undefined, 'x'],
  ])('refuses %s', async (_name, file, before, after) => {
    const workspace = path.join(temporary.make(), 'w')
    makeGitRepository(workspace, [{ subject: 'x', files: { 'dir/a.txt': 'a' } }])
    const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const patch = { files: [{ path: file as never, before, after }] }
    await expect(repository.writeTree(repository.head, patch)).rejects.toMatchObject({ outcome: 'refused-policy' })
  })

  it('takes a path that looks like a pathspec literally', async () => {
    const workspace = path.join(temporary.make(), 'w')
    makeGitRepository(workspace, [{ subject: 'x', files: { 'src/[id].js': 'a', 'src/i.js': 'b' } }])
    const repository = await openRepository({ workspace, scratchDirectory: temporary.make() })
    const patch = { files: [{ path: 'src/[id].js' as never, before: 'a', after: 'c' }] }
    const tree = await repository.writeTree(repository.head, patch)
    expect((await repository.diff(repository.head, tree)).match(/^diff --git.*/gm)).toEqual([
      'diff --git a/src/[id].js b/src/[id].js',
    ])
    expect(await repository.log(repository.head, 3, '*' as never)).toEqual([])
  })
})
