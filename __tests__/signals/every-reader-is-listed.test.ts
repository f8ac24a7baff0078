import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { documentReaders, jsonFormats } from '../../src/signals/all.js'
import { lineReaders } from '../../src/signals/lines/all.js'
import { languages } from '../../src/signals/stacks/all.js'

const root = join(process.cwd(), 'src/signals')
const folders = ['reports', 'events', 'findings', 'consoles', 'builds', 'logs', 'stacks', 'streams']
const listed = new Set<unknown>([...documentReaders, ...jsonFormats, ...lineReaders, ...languages])

const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file)),
)

const isPlugIn = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (('recognises' in value && 'read' in value) ||
    ('open' in value && ('wakes' in value || 'recognises' in value)) ||
    ('frame' in value && 'read' in value))

describe('every reader in a folder stands in its list', () => {
  it.each(files)('%s', async (file) => {
    const module: Record<string, unknown> = await import(pathToFileURL(join(root, file)).href)
    const missing = Object.entries(module).filter(([, value]) => isPlugIn(value) && !listed.has(value))
    expect(missing.map(([name]) => name)).toEqual([])
  })

  it('wakes by expressions that can be joined: no flags, no numbered references', () => {
    for (const reader of lineReaders) {
      expect({ format: reader.format, flags: reader.wakes.flags }).toEqual({ format: reader.format, flags: '' })
      expect(reader.wakes.source).not.toMatch(/\\[1-9]/)
    }
  })
})
