import { openScratch } from '../../src/adapters/scratch.js'
import type { Scratch } from '../../src/ports.js'
import { memoryScratch } from './fakes/memory-scratch.js'
import { temporaryDirectories } from './git-fixture.js'

const temporary = temporaryDirectories()
afterAll(temporary.removeAll)

const subjects: readonly [string, () => Promise<Scratch>][] = [
  ['disk', () => openScratch(temporary.make())],
  ['memory', async () => memoryScratch()],
]

describe.each(subjects)('Scratch contract: %s', (_name, open) => {
  it('makes directories with different names', async () => {
    const scratch = await open()
    const made = [await scratch.directory('copy of/x'), await scratch.directory('copy of/x')]
    expect(new Set(made).size).toBe(2)
    expect(made[0]).toMatch(/\/copy-of-x-[^/]+$/)
  })

  it('reads back what it wrote, within the limit', async () => {
    const scratch = await open()
    const file = `${await scratch.directory('d')}/deep/er/event.json`
    await scratch.writeFile(file, 'ü{}')
    expect(Buffer.from((await scratch.readFile(file, 4)) ?? []).toString()).toBe('ü{}')
    expect(await scratch.readFile(file, 3)).toBeUndefined()
    expect(await scratch.readFile(`${file}x`, 100)).toBeUndefined()
    await scratch.writeFile(file, 'y')
    expect(Buffer.from((await scratch.readFile(file, 100)) ?? []).toString()).toBe('y')
  })

  it('removes a directory with all that is in it', async () => {
    const scratch = await open()
    const directory = await scratch.directory('d')
    await scratch.writeFile(`${directory}/a/b`, 'x')
    await scratch.remove(directory)
    expect(await scratch.readFile(`${directory}/a/b`, 10)).toBeUndefined()
    await scratch.remove(directory)
  })

  it('touches nothing outside its root', async () => {
    const scratch = await open()
    const outside = `${await scratch.directory('d')}/../../../x`
    await expect(scratch.writeFile(outside, 'x')).rejects.toThrow(/outside the scratch root/)
    await expect(scratch.remove('/etc')).rejects.toThrow(/outside the scratch root/)
    await expect(scratch.linkDependencies('/etc', outside)).rejects.toThrow(/outside the scratch root/)
    expect(await scratch.readFile('/etc/hostname', 1000)).toBeUndefined()
  })
})
