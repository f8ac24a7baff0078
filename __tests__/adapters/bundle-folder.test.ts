import { mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readSmallFile, writeWhole } from '../../src/adapters/bundle-folder.js'
import { temporaryDirectories } from '../contracts/git-fixture.js'

const directories = temporaryDirectories()
const directory = directories.make()
afterAll(directories.removeAll)
const file = (name: string): string => path.join(directory, name)

describe('reading a file of a bundle', () => {
  it('gives its text, or nothing where there is none', async () => {
    writeFileSync(file('fix.json'), 'ünï\r\n')
    expect(await readSmallFile(file('fix.json'))).toBe('ünï\r\n')
    expect(await readSmallFile(file('verdict.json'))).toBeUndefined()
    expect(await readSmallFile(file('fix.json/x'))).toBeUndefined()
  })

  it.each<[string, (target: string) => void]>([
    ['a link', (target) => symlinkSync('/etc/passwd', target)],
    ['a folder', (target) => mkdirSync(target)],
    [
      'a giant',
      (target) => {
        writeFileSync(target, '')
        truncateSync(target, 40 * 1024 * 1024)
      },
    ],
  ])('refuses %s', async (name, make) => {
    const target = file(name.replace(' ', '-'))
    make(target)
    await expect(readSmallFile(target)).rejects.toMatchObject({
      outcome: 'error-config',
      message: expect.stringContaining(target),
    })
  })
})

describe('writing a file', () => {
  it('makes its folder, replaces what was there, and leaves nothing beside it', async () => {
    await writeWhole(file('new/deep/report.json'), 'one')
    await writeWhole(file('new/deep/report.json'), 'two')
    expect(readFileSync(file('new/deep/report.json'), 'utf8')).toBe('two')
    expect(readdirSync(file('new/deep'))).toEqual(['report.json'])
  })

  it('replaces a link instead of writing through it', async () => {
    writeFileSync(file('elsewhere'), 'untouched')
    symlinkSync(file('elsewhere'), file('link.json'))
    await writeWhole(file('link.json'), 'mine')
    expect(readFileSync(file('elsewhere'), 'utf8')).toBe('untouched')
  })

  it('says what is wrong where it cannot', async () => {
    writeFileSync(file('plain'), '')
    await expect(writeWhole(file('plain/report.json'), 'x')).rejects.toMatchObject({ outcome: 'error-disk' })
  })
})
