import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { openRepository } from '../../../src/adapters/git/repository.js'
import type { WholeCopy } from '../../../src/ports.js'
import { makeGitRepository, temporaryDirectories, writeFiles } from '../../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const files = {
  '.gitignore': 'build/\n*.log\nnode_modules\n',
  'a.js': 'one\n',
  'src/b.js': 'two\n',
  'src/deep/er/c.js': 'three\n',
  'src/run.sh': { executable: '#!/bin/sh\n' },
  'with blank/ä.js': 'four\n',
  link: { link: 'src/b.js' },
  'src/out': { link: '/etc' },
} as const

/** Everything below a directory: kind, mode and content, by path. */
function listing(root: string, below = ''): Record<string, string> {
  const all: Record<string, string> = {}
  for (const name of readdirSync(path.join(root, below)).sort()) {
    const [file, full] = [path.join(below, name), path.join(root, below, name)]
    const found = lstatSync(full)
    const mode = (found.mode & 0o7777).toString(8)
    if (found.isSymbolicLink()) all[file] = `link ${readlinkSync(full)}`
    else if (found.isDirectory()) Object.assign(all, { [file]: `directory ${mode}` }, listing(root, file))
    else if (found.isFile()) all[file] = `file ${mode} ${readFileSync(full, 'utf8')}`
    else all[file] = 'other'
  }
  return all
}

interface Made {
  readonly root: string
  readonly tree: string
  readonly before: string
  readonly whole: WholeCopy
  readonly canChange: boolean
}

async function made(): Promise<Made> {
  const folder = temporary.make()
  const workspace = path.join(folder, 'workspace')
  const [before = '', tree = ''] = makeGitRepository(workspace, [
    { subject: 'zero', files: { ...files, 'a.js': 'zero\n' } },
    { subject: 'one', files: { 'a.js': 'one\n', 'added.js': 'only here\n' } },
  ])
  const repository = await openRepository({ workspace, scratchDirectory: folder })
  const root = path.join(folder, 'copy')
  await repository.checkout(tree, root)
  const whole = await repository.keepWhole(tree, root)
  mkdirSync(path.join(root, 'node_modules/.bin'), { recursive: true })
  symlinkSync('/somewhere/tool', path.join(root, 'node_modules/.bin/tool'))
  symlinkSync('/somewhere/package', path.join(root, 'node_modules/package'))
  return { root, tree, before, whole, canChange: await whole.keepAdditions() }
}

function changeUnseen(file: string): void {
  const { atime, mtime } = statSync(file)
  writeFileSync(file, readFileSync(file, 'utf8').toUpperCase())
  utimesSync(file, atime, mtime)
}

/** What a command can do to the copy that it runs in, and what is allowed to be left of it. */
const deeds: readonly [string, (root: string) => void][] = [
  ['nothing', () => {}],
  ['writes into a file', (root) => appendFileSync(`${root}/a.js`, 'x')],
  ['writes as many bytes and turns the clock back', (root) => changeUnseen(`${root}/src/b.js`)],
  ['deletes a file', (root) => unlinkSync(`${root}/src/b.js`)],
  ['deletes a directory', (root) => rmSync(`${root}/src`, { recursive: true })],
  [
    'deletes everything that is tracked',
    (root) => {
      for (const name of readdirSync(root)) if (name !== 'node_modules') rmSync(`${root}/${name}`, { recursive: true })
    },
  ],
  ['takes a right', (root) => chmodSync(`${root}/a.js`, 0o600)],
  ['gives a right', (root) => chmodSync(`${root}/a.js`, 0o755)],
  ['sets a bit', (root) => chmodSync(`${root}/src/run.sh`, 0o4755)],
  ['closes a directory', (root) => chmodSync(`${root}/src`, 0)],
  [
    'turns a file into a directory',
    (root) => {
      unlinkSync(`${root}/a.js`)
      mkdirSync(`${root}/a.js/inside`, { recursive: true })
    },
  ],
  [
    'turns a file into a link to the same words',
    (root) => {
      renameSync(`${root}/a.js`, `${root}/moved.js`)
      symlinkSync('moved.js', `${root}/a.js`)
    },
  ],
  [
    'turns a directory into a link',
    (root) => {
      renameSync(`${root}/src`, `${root}/elsewhere`)
      symlinkSync('elsewhere', `${root}/src`)
    },
  ],
  [
    'turns a directory into a file',
    (root) => {
      rmSync(`${root}/src`, { recursive: true })
      writeFileSync(`${root}/src`, '')
    },
  ],
  [
    'turns a link elsewhere',
    (root) => {
      unlinkSync(`${root}/link`)
      symlinkSync('/etc/passwd', `${root}/link`)
    },
  ],
  ['makes the link that was left out', (root) => symlinkSync('/etc', `${root}/src/out`)],
  ['gives a file a second name', (root) => linkSync(`${root}/a.js`, `${root}/build-a.js`)],
  [
    'swaps two files',
    (root) => {
      renameSync(`${root}/a.js`, `${root}/x`)
      renameSync(`${root}/src/b.js`, `${root}/a.js`)
      renameSync(`${root}/x`, `${root}/src/b.js`)
    },
  ],
  [
    'leaves files and directories',
    (root) => {
      writeFiles(root, { 'left.js': '', 'src/left.test.js': '', 'new/deep/left.js': '', '.env': 'X=1', jest: '' })
    },
  ],
  [
    'leaves a git of its own',
    (root) => {
      writeFiles(root, { '.git/config': '[core]\n\tfsmonitor = touch EVIL\n', '.git/HEAD': 'ref: refs/heads/x\n' })
      writeFiles(root, { 'src/.git': 'gitdir: /etc\n', '.gitattributes': '* filter=x\n' })
    },
  ],
  [
    'says itself what git ignores',
    (root) => {
      writeFiles(root, { 'src/.gitignore': '*\n', 'src/left.js': '', 'left/.gitignore': '*\n' })
      appendFileSync(`${root}/.gitignore`, 'left.js\n')
      writeFileSync(`${root}/left.js`, '')
    },
  ],
  [
    'leaves pipes where git reads',
    (root) => {
      execFileSync('mkfifo', [
        `${root}/.git`,
        `${root}/src/.gitignore`,
        `${root}/with blank/.gitignore`,
        `${root}/pipe`,
      ])
    },
  ],
  [
    'puts a program among those of dependencies',
    (root) => writeFileSync(`${root}/node_modules/.bin/node`, '#!/bin/sh\n'),
  ],
  ['puts a package among dependencies', (root) => writeFiles(root, { 'node_modules/evil/index.js': 'evil()' })],
  [
    'turns a dependency elsewhere',
    (root) => {
      unlinkSync(`${root}/node_modules/package`)
      symlinkSync('/tmp/evil', `${root}/node_modules/package`)
    },
  ],
  ['closes its dependencies', (root) => chmodSync(`${root}/node_modules`, 0)],
  ['makes dependencies further in', (root) => writeFiles(root, { 'src/node_modules/.bin/node': '' })],
  [
    'leaves more than a command line holds',
    (root) => {
      for (let index = 0; index < 3000; index++) writeFileSync(`${root}/src/${'left'.repeat(20)}-${index}`, '')
    },
  ],
]

describe('a copy that a command ran in', () => {
  it.each(deeds)('is whole again where it %s', async (_, deed) => {
    const { root, tree, whole } = await made()
    const expected = listing(root)
    deed(root)
    expect(await whole.restore(tree, new Set(), 'ignored')).toBe(true)
    expect(listing(root)).toEqual(expected)
    // And once more, from what is known by now.
    deed(root)
    expect(await whole.restore(tree, new Set(), 'nothing')).toBe(true)
    expect(listing(root)).toEqual(expected)
  })

  it('keeps what git ignores and the caches of tools, or nothing', async () => {
    const { root, tree, whole } = await made()
    const fresh = listing(root)
    writeFiles(root, { 'build/out.js': 'built', 'src/:(top) ä.log': '', 'node_modules/.cache/x': '' })
    const built = listing(root)
    await whole.restore(tree, new Set(), 'ignored')
    expect(listing(root)).toEqual(built)
    await whole.restore(tree, new Set(), 'nothing')
    expect(listing(root)).toEqual(fresh)
  })

  it('leaves the files of the caller alone', async () => {
    const { root, tree, whole } = await made()
    writeFiles(root, { 'a.js': 'patched', 'new/place/x.test.js': 'new', 'new/left.js': '' })
    const own = new Set(['a.js', 'new/place/x.test.js'])
    await whole.restore(tree, own, 'ignored')
    expect(listing(root)).toMatchObject({
      'a.js': expect.stringContaining('patched'),
      'new/place/x.test.js': expect.stringContaining('new'),
    })
    expect(Object.keys(listing(root))).not.toContain('new/left.js')
  })

  it('does not touch what is whole', async () => {
    const { root, tree, whole } = await made()
    const stamps = () => ['a.js', 'src/b.js', 'with blank/ä.js'].map((file) => statSync(`${root}/${file}`).ctimeMs)
    const before = stamps()
    appendFileSync(`${root}/src/run.sh`, 'x')
    await whole.restore(tree, new Set(), 'ignored')
    expect(stamps()).toEqual(before)
  })

  it('becomes one of another tree, and says whether it can', async () => {
    const { root, tree, before, whole, canChange } = await made()
    expect(canChange).toBe(true)
    const [one, own] = [listing(root), new Set<string>()]
    expect(await whole.restore(before, own, 'nothing')).toBe(true)
    const { 'added.js': _, ...zero } = one
    expect(listing(root)).toEqual({ ...zero, 'a.js': 'file 644 zero\n' })
    expect(await whole.restore(tree, own, 'nothing')).toBe(true)
    expect(listing(root)).toEqual(one)
  })

  it('says where it cannot be mended: what a set-up command made is gone', async () => {
    const { root, tree, whole } = await made()
    writeFiles(root, { 'node_modules/real/index.js': '' })
    expect(await whole.keepAdditions()).toBe(false)
    rmSync(`${root}/node_modules/real`, { recursive: true })
    expect(await whole.restore(tree, new Set(), 'ignored')).toBe(false)
  })
})
