import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import path from 'node:path'
import { writing } from '../../src/adapters/disk.js'
import { disposeScratch, openScratch } from '../../src/adapters/scratch.js'
import { temporaryDirectories, writeFiles } from '../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

describe('openScratch', () => {
  it('is private, below the parent, and goes with dispose', async () => {
    const parent = temporary.make()
    const scratch = await openScratch(path.join(parent, 'not', 'there'))
    expect(statSync(scratch.root).mode & 0o777).toBe(0o700)
    const hard = path.join(await scratch.directory('x'), 'closed')
    mkdirSync(path.join(hard, 'in'), { recursive: true })
    chmodSync(hard, 0o000)
    disposeScratch(scratch)
    expect(readdirSync(path.join(parent, 'not', 'there'))).toEqual([])
    expect(process.listeners('exit').some((each) => each.name === 'atExit')).toBe(false)
  })

  it.each([
    ['a link', (d: string) => symlinkSync('/etc/hostname', path.join(d, 'f'))],
    ['a FIFO', (d: string) => execFileSync('mkfifo', [path.join(d, 'f')])],
    ['a directory', (d: string) => mkdirSync(path.join(d, 'f'))],
  ])('reads no %s', async (_name, make) => {
    const scratch = await openScratch(temporary.make())
    const directory = await scratch.directory('x')
    make(directory)
    expect(await scratch.readFile(path.join(directory, 'f'), 1000)).toBeUndefined()
    scratch.dispose()
  })

  it('neither reads nor writes through a parent that became a link', async () => {
    const scratch = await openScratch(temporary.make())
    const outside = temporary.make()
    writeFiles(outside, { secret: 'x' })
    const directory = await scratch.directory('x')
    symlinkSync(outside, path.join(directory, 'report'))
    expect(await scratch.readFile(path.join(directory, 'report/secret'), 1000)).toBeUndefined()
    await expect(scratch.writeFile(path.join(directory, 'report/new'), 'y')).rejects.toThrow(/leads out/)
    symlinkSync(path.join(outside, 'secret'), path.join(directory, 'file'))
    await expect(scratch.writeFile(path.join(directory, 'file'), 'y')).rejects.toThrow(/ELOOP/)
    expect(readFileSync(path.join(outside, 'secret'), 'utf8')).toBe('x')
    scratch.dispose()
  })
})

describe('linkDependencies', () => {
  it('makes a directory of links in which caches can be written', async () => {
    const scratch = await openScratch(temporary.make())
    const workspace = temporary.make()
    writeFiles(workspace, {
      'node_modules/left/index.js': '',
      'node_modules/@org/pkg/index.js': '',
      'node_modules/.cache/old': '',
      'node_modules/own': { link: '../packages/own' },
      'node_modules/@org/own': { link: '../../packages/own' },
      'node_modules/.bin/tool': { link: '../left/index.js' },
      'node_modules/global': { link: '/usr' },
      'packages/own/index.js': '',
    })
    const to = path.join(await scratch.directory('copy'), 'node_modules')
    const from = path.join(workspace, 'node_modules')
    await scratch.linkDependencies(from, to)
    expect(readdirSync(to).sort()).toEqual(['.bin', '@org', 'global', 'left', 'own'])
    expect(readlinkSync(path.join(to, 'left'))).toBe(path.join(from, 'left'))
    expect(readlinkSync(path.join(to, 'own'))).toBe('../packages/own')
    expect(readlinkSync(path.join(to, '@org/own'))).toBe('../../packages/own')
    expect(readlinkSync(path.join(to, '@org/pkg'))).toBe(path.join(from, '@org/pkg'))
    expect(readlinkSync(path.join(to, '.bin/tool'))).toBe('../left/index.js')
    expect(readlinkSync(path.join(to, 'global'))).toBe(path.join(from, 'global'))
    expect(existsSync(path.join(to, '.bin/tool'))).toBe(true)
    scratch.dispose()
    expect(existsSync(path.join(from, 'left/index.js'))).toBe(true)
  })

  it('links a Python environment as a whole, and copies a Composer vendor', async () => {
    const scratch = await openScratch(temporary.make())
    const workspace = temporary.make()
    writeFiles(workspace, { '.venv/pyvenv.cfg': '', 'vendor/autoload.php': '<?php' })
    const copy = await scratch.directory('copy')
    await scratch.linkDependencies(path.join(workspace, '.venv'), path.join(copy, 'sub/.venv'))
    await scratch.linkDependencies(path.join(workspace, 'vendor'), path.join(copy, 'vendor'))
    expect(readlinkSync(path.join(copy, 'sub/.venv'))).toBe(path.join(workspace, '.venv'))
    expect(lstatSync(path.join(copy, 'vendor/autoload.php')).isFile()).toBe(true)
    scratch.dispose()
  })
})

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT', 'exit'] as const)('leaves nothing behind after %s', async (how) => {
    const parent = temporary.make()
    const source = `
      const { openScratch } = await import(process.argv[1])
      const scratch = await openScratch(process.argv[2])
      await scratch.writeFile(scratch.root + '/a/b', 'x')
      console.log('ready')
      if (process.argv[3] === 'exit') process.exit(3)
      setInterval(() => {}, 1000)`
    const built = await compiled()
    const child = spawn(process.execPath, ['--input-type=module', '-e', source, built, parent, how])
    await once(child.stdout, 'data')
    if (how !== 'exit') child.kill(how)
    const [code, signal] = await once(child, 'exit')
    expect(how === 'exit' ? code : signal).toBe(how === 'exit' ? 3 : how)
    expect(readdirSync(parent)).toEqual([])
  })
})

/** The adapter as plain JavaScript, for a process of its own. */
async function compiled(): Promise<string> {
  const { transformFile } = await import('@swc/core')
  const root = path.join(import.meta.dirname ?? __dirname, '../..')
  const out = temporary.make()
  const files = ['scratch', 'disk', 'find-executable', 'link-dependencies', 'remove-tree']
  for (const file of [...files.map((name) => `adapters/${name}`), 'domain']) {
    const { code } = await transformFile(path.join(root, 'src', `${file}.ts`), {
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    })
    writeFiles(out, { [`${file}.js`]: code })
  }
  writeFiles(out, { 'package.json': '{"type":"module"}' })
  return path.join(out, 'adapters/scratch.js')
}

describe('writing', () => {
  it('names path and free space when the disk is full', async () => {
    const fail = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
    await expect(writing('/tmp/not/there', fail)).rejects.toMatchObject({
      outcome: 'error-disk',
      message: expect.stringMatching(/cannot write \/tmp\/not\/there \(ENOSPC\); \d+ MiB are free there/),
    })
  })
  it('leaves other errors alone', async () => {
    await expect(writing('/tmp', () => Promise.reject(new Error('other')))).rejects.toThrow('other')
  })
})
