import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findArtifacts } from '../../src/adapters/artifacts.js'
import { isZip, openZip } from '../../src/adapters/zip.js'
import { zip } from '../bed/zip.mjs'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'suture-zip-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function open(bytes: Uint8Array) {
  const file = join(folder, 'a.zip')
  await writeFile(file, bytes)
  return openZip(file, 'a.zip')
}

async function text(artifact: { read(): AsyncIterable<Uint8Array> }): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of artifact.read()) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Where the list of entries begins, and the place of a field in the nth of its records. */
const listAt = (bytes: Buffer): number => bytes.readUInt32LE(bytes.length - 6)
function changed(bytes: Buffer, change: (bytes: Buffer, entry: number) => void): Buffer {
  const copy = Buffer.from(bytes)
  change(copy, listAt(copy))
  return copy
}

const report = '<testsuite><testcase name="a"/></testsuite>'
const bomb = (): Buffer => zip({ 'a.xml': Buffer.alloc(100 * 1024 * 1024) })

describe('a zip archive', () => {
  it('gives reports and logs by name, and leaves everything else', async () => {
    const opened = await open(zip({ 'b/b.log': 'b', 'a.xml': report, 'app.exe': 'MZ', 'inner.zip': zip({ x: '' }) }))
    if ('why' in opened) throw new Error(opened.why)
    expect(opened.artifacts.map(({ name }) => name)).toEqual(['a.zip › a.xml', 'a.zip › b/b.log'])
    expect(opened.others).toBe(2)
    expect(await Promise.all(opened.artifacts.map(text))).toEqual([report, 'b'])
    expect(await readdir(folder)).toEqual(['a.zip'])
  })

  it('is told by its first bytes', () => {
    expect([isZip(zip({ a: '' })), isZip(zip({})), isZip(Buffer.from('PK')), isZip(Buffer.from(report))]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })

  it.each([
    ['leads upwards', '../../slip.xml', 'leads out of it'],
    ['is absolute', '/abs.xml', 'leads out of it'],
    ['leads upwards on Windows', '..\\win.xml', 'leads out of it'],
    ['names a drive', 'C:evil.xml', 'leads out of it'],
    ['leads upwards on the way', 'a/../../b.xml', 'leads out of it'],
    ['hides its end', 'a\u202excod.xml', 'hides something'],
    ['has a NUL', 'a\0.xml', 'hides something'],
    ['speaks to the runner', 'a\n::error::x.xml', 'hides something'],
  ])('is refused as a whole where an entry %s', async (_, name, why) => {
    expect(await open(zip({ 'good.xml': report, [name]: 'x' }))).toMatchObject({
      isHostile: true,
      why: expect.stringContaining(why),
    })
  })

  it.each<[string, () => Buffer, boolean, string]>([
    ['a bomb', bomb, true, 'decompression bomb'],
    ['twins by case', () => zip({ 'a.xml': '1', 'A.xml': '2' }), true, 'two entries of one name: a.xml and A.xml'],
    [
      'duplicates',
      () => changed(zip({ 'a.xml': '1', 'b.xml': '2' }), (bytes, at) => bytes.write('a', at + 46 + 5 + 46, 'latin1')),
      true,
      'two entries of one name',
    ],
    [
      'a symbolic link',
      () => changed(zip({ 'a.xml': '/etc/passwd' }), (bytes, at) => bytes.writeUInt32LE(0o120777 * 0x10000, at + 38)),
      true,
      'no regular file: a.xml',
    ],
    [
      'encryption',
      () => changed(zip({ 'a.xml': 'x' }), (bytes, at) => bytes.writeUInt16LE(1, at + 8)),
      false,
      'encrypted',
    ],
    [
      'an unknown packing',
      () => changed(zip({ 'a.xml': 'x' }), (bytes, at) => bytes.writeUInt16LE(14, at + 10)),
      false,
      'not known here',
    ],
    ['nothing in it', () => zip({}), false, 'without any file'],
    ['only folders', () => zip({ 'a/': '' }), false, 'without any file'],
    ['its end cut off', () => zip({ 'a.xml': report }).subarray(0, -30), false, 'not a whole zip archive'],
    ['its beginning cut off', () => zip({ 'a.xml': report }).subarray(40), false, 'not a whole zip archive'],
    [
      'a list that is not one',
      () => changed(zip({ 'a.xml': 'x' }), (bytes, at) => bytes.fill(0, at, at + 4)),
      false,
      'not a whole zip archive',
    ],
    [
      'too many entries',
      () => changed(zip({ 'a.xml': '' }), (bytes) => bytes.writeUInt16LE(20_001, bytes.length - 12)),
      true,
      'has 20001 entries',
    ],
  ])('with %s is refused', async (_, make, isHostile, why) => {
    expect(await open(make())).toMatchObject({ isHostile, why: expect.stringContaining(why) })
  })

  it.each([
    ['smaller', 100],
    ['larger', 300 * 1024],
  ])('whose entry says that it is %s than it is, stops', async (_, size) => {
    const opened = await open(
      changed(zip({ 'a.xml': 'x'.repeat(200_000) }), (bytes, at) => bytes.writeUInt32LE(size, at + 24)),
    )
    if ('why' in opened) throw new Error(opened.why)
    await expect(text(opened.artifacts[0] ?? { read: async function* () {} })).rejects.toMatchObject({
      outcome: 'refused-untrusted',
      message: 'hostile-archive: a.zip › a.xml is not what the archive says of it',
    })
  })

  it.each<[string, (bytes: Buffer, at: number) => unknown]>([
    ['whose checksum is another', (bytes, at) => bytes.writeUInt32LE(1, at + 16)],
    ['whose packed bytes are none', (bytes) => bytes.fill(0xff, 30 + 'a.xml'.length, 60)],
  ])('with an entry %s is damaged there, and not hostile', async (_, damage) => {
    const opened = await open(changed(zip({ 'a.xml': report.repeat(9), 'b.log': 'b' }), damage))
    if ('why' in opened) throw new Error(opened.why)
    const [first, second] = opened.artifacts.map(text)
    await expect(first).rejects.toMatchObject({
      outcome: 'error-config',
      message: 'a.zip › a.xml is damaged: it is not what was packed',
    })
    expect(await second).toBe('b')
  })

  it('with garbage behind it is no whole archive or is read as if without', async () => {
    const opened = await open(Buffer.concat([zip({ 'a.xml': report }), Buffer.from('garbage')]))
    expect('why' in opened ? opened.why : opened.artifacts.length).toEqual('is not a whole zip archive')
  })

  it('that has become a link since is not followed', async () => {
    await writeFile(join(folder, 'a.zip'), zip({ 'a.xml': report }))
    await symlink(join(folder, 'a.zip'), join(folder, 'link.zip'))
    expect(await openZip(join(folder, 'link.zip'), 'link.zip')).toMatchObject({ isHostile: false })
  })
})

describe('signals that name an archive', () => {
  it('are the reports in it', async () => {
    await writeFile(join(folder, 'reports.zip'), zip({ 'x/TEST-a.xml': report, 'b.png': 'x' }))
    await writeFile(join(folder, 'broken.zip'), zip({ 'a.xml': 'x' }).subarray(0, -30))
    await writeFile(join(folder, 'pictures.zip'), zip({ 'b.png': 'x' }))
    const { artifacts, refused } = await findArtifacts(folder, ['*.zip'])
    expect(artifacts.map(({ name }) => name)).toEqual(['reports.zip › x/TEST-a.xml'])
    expect(refused.map(({ name, why }) => `${name} ${why}`).sort()).toEqual([
      'broken.zip is not a whole zip archive',
      'pictures.zip is an archive without a report or log',
    ])
  })
})
