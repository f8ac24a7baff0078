import { execFileSync } from 'node:child_process'
import { chmodSync, linkSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { compilePattern } from '../../src/adapters/artifact-patterns.js'
import { findArtifacts } from '../../src/adapters/artifacts.js'
import type { Artifact } from '../../src/ports.js'
import { temporaryDirectories, writeFiles } from '../contracts/git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

async function text(artifact: Artifact | undefined): Promise<string> {
  const chunks: Uint8Array[] = []
  if (artifact !== undefined) for await (const chunk of artifact.read()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const names = (found: { artifacts: readonly Artifact[] }) => found.artifacts.map((artifact) => artifact.name)

describe('findArtifacts', () => {
  let workspace: string
  beforeEach(() => {
    workspace = temporary.make()
    writeFiles(workspace, {
      'junit.xml': '<a/>',
      'reports/one.xml': '1',
      'reports/deep/two.xml': '2',
      'reports/.hidden.xml': 'h',
      'reports/log.txt': 'log',
      'node_modules/p/junit.xml': 'no',
      '.git/junit.xml': 'no',
      'a[1].xml': 'brackets',
    })
  })

  it.each<[string, readonly string[], readonly string[]]>([
    ['a path', ['junit.xml'], ['junit.xml']],
    ['a path with a dot', ['./junit.xml'], ['./junit.xml']],
    ['the same file twice', ['junit.xml', './junit.xml', 'j*.xml'], ['junit.xml']],
    ['one level', ['reports/*.xml'], ['reports/.hidden.xml', 'reports/one.xml']],
    [
      'all levels',
      ['**/*.xml'],
      ['a[1].xml', 'junit.xml', 'reports/.hidden.xml', 'reports/deep/two.xml', 'reports/one.xml'],
    ],
    ['alternatives', ['reports/*.{txt,log}'], ['reports/log.txt']],
    ['brackets in a name', ['a[1].xml'], ['a[1].xml']],
    ['nothing', ['**/*.trx'], []],
  ])('%s', async (_name, lines, expected) => {
    const found = await findArtifacts(workspace, lines)
    expect([names(found), found.refused]).toEqual([expected, []])
  })

  it('takes absolute paths outside the workspace, and standard input', async () => {
    const outside = path.join(temporary.make(), 'log.txt')
    writeFileSync(outside, 'far')
    const found = await findArtifacts(workspace, [outside, '-'])
    expect(names(found)).toEqual(['-', outside])
    expect(await text(found.artifacts[1])).toBe('far')
  })

  it.each<[string, (file: string) => void, RegExp]>([
    ['a directory', (file) => mkdirSync(file), /is a directory: name the files/],
    ['a FIFO', (file) => execFileSync('mkfifo', [file]), /is a named pipe/],
    [
      'a link out',
      (file) => writeFiles(path.dirname(file), { x: { link: '/etc/hostname' } }),
      /leads out of the workspace/,
    ],
    ['a link to nothing', (file) => writeFiles(path.dirname(file), { x: { link: 'gone' } }), /link to nothing/],
    ['a link in a circle', (file) => writeFiles(path.dirname(file), { x: { link: 'x' } }), /circle/],
    ['a device by link', (file) => writeFiles(path.dirname(file), { x: { link: '/dev/zero' } }), /leads out/],
    [
      'no permission',
      (file) => {
        writeFileSync(file, 'x')
        chmodSync(file, 0o000)
      },
      /not readable/,
    ],
    [
      'more than 2 GiB',
      (file) => {
        writeFileSync(file, '')
        truncateSync(file, 2 ** 31 + 1)
      },
      /larger than 2 GiB/,
    ],
    ['nothing there', () => {}, /does not exist/],
  ])('refuses %s by name', async (_name, make, why) => {
    make(path.join(workspace, 'x'))
    const found = await findArtifacts(workspace, ['x'])
    expect(found).toEqual({ artifacts: [], refused: [{ name: 'x', why: expect.stringMatching(why) }] })
  })

  it('refuses a device that is named outright', async () => {
    expect((await findArtifacts(workspace, ['/dev/zero'])).refused).toEqual([{ name: '/dev/zero', why: 'is a device' }])
  })

  it('follows a link that stays inside, and no directory link', async () => {
    writeFiles(workspace, { 'latest.xml': { link: 'reports/one.xml' }, loop: { link: '.' }, out: { link: '/etc' } })
    const found = await findArtifacts(workspace, ['latest.xml', 'loop/**/*.xml', 'out/**'])
    expect(names(found)).toEqual(['latest.xml'])
    expect(await text(found.artifacts[0])).toBe('1')
  })

  it('unpacks gzip, told by its bytes', async () => {
    writeFileSync(path.join(workspace, 'log.gz'), gzipSync('packed'))
    writeFileSync(path.join(workspace, 'plain.gz'), 'not packed')
    const found = await findArtifacts(workspace, ['log.gz', 'plain.gz'])
    expect(await Promise.all(found.artifacts.map(text))).toEqual(['packed', 'not packed'])
  })

  it.each<[string, () => Buffer, RegExp]>([
    ['a cut gzip file', () => gzipSync('x'.repeat(100)).subarray(0, 20), /log.gz is not a whole gzip file/],
    ['damage', () => Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3, 4]), /log.gz is not a whole gzip file/],
    ['a bomb', () => gzipSync(Buffer.alloc(80 * 1024 ** 2)), /log.gz unpacks like a decompression bomb/],
  ])('names %s', async (_name, make, why) => {
    writeFileSync(path.join(workspace, 'log.gz'), make())
    const found = await findArtifacts(workspace, ['log.gz'])
    await expect(text(found.artifacts[0])).rejects.toMatchObject({
      outcome: 'error-config',
      message: expect.stringMatching(why),
    })
  })

  it('does not read what has become something else since', async () => {
    const file = path.join(workspace, 'x')
    writeFileSync(file, 'x')
    const found = await findArtifacts(workspace, ['x'])
    rmSync(file)
    writeFiles(workspace, { x: { link: '/etc/hostname' } })
    await expect(text(found.artifacts[0])).rejects.toMatchObject({ message: 'x cannot be opened' })
  })

  it('takes a hard link and an empty file as files', async () => {
    linkSync(path.join(workspace, 'junit.xml'), path.join(workspace, 'hard.xml'))
    writeFileSync(path.join(workspace, 'empty.xml'), '')
    const found = await findArtifacts(workspace, ['hard.xml', 'empty.xml'])
    expect(await Promise.all(found.artifacts.map(text))).toEqual(['', '<a/>'])
  })
})

describe('compilePattern', () => {
  it.each([
    ['{a,b}'.repeat(20)],
    ['{a,{b,{c,{d,e}}}}'],
    [`{${'a,'.repeat(100)}b}`],
    ['*a*a*a*a*a*a*b'],
    ['**/'.repeat(20)],
    ['x'.repeat(501)],
    ['../**'],
    ['a\0b'],
  ])('refuses %j', (pattern) => {
    expect(compilePattern(pattern)).toEqual({ why: expect.any(String) })
  })

  it.each([
    ['+(a|+(a|+(a)))x', 'a'.repeat(200)],
    ['*a*a*b', 'a'.repeat(255)],
    ['**/*/**/*/**/x', 'a/'.repeat(40)],
    ['{1..1000000}', '7'],
  ])('answers %j at once', (pattern, name) => {
    const compiled = compilePattern(pattern)
    expect('matches' in compiled && compiled.matches(name)).toBe(false)
  })
})
