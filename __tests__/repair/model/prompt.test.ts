import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { parsePrompt, renderSection } from '../../../src/repair/model/prompt.js'
import { promptFiles } from '../../../src/repair/model/prompts.generated.js'

const head = '---\nname: x\nversion: 1\npurpose: p\n---\n'

describe('prompt files', () => {
  it('are in the bundle as they are in the folder', () => {
    const files = readdirSync('prompts').filter((file) => file.endsWith('.md'))
    expect(Object.keys(promptFiles).sort()).toEqual(files.map((file) => file.slice(0, -3)).sort())
    for (const [name, text] of Object.entries(promptFiles))
      expect(text).toBe(readFileSync(`prompts/${name}.md`, 'utf8'))
    expect(execFileSync(process.execPath, ['scripts/prompts.mjs', '--check'], { encoding: 'utf8' })).toBe('')
  })

  it.each(Object.entries(promptFiles))('%s has front matter and the hash of its text', (name, text) => {
    const prompt = parsePrompt(text)
    expect(prompt.name).toBe(name)
    expect(prompt.hash).toBe(createHash('sha256').update(text).digest('hex').slice(0, 12))
  })

  it('has the same hash with other line endings', () => {
    expect(parsePrompt(promptFiles.repair.replaceAll('\n', '\r\n')).hash).toBe(parsePrompt(promptFiles.repair).hash)
  })

  it.each([
    ['no front matter', '# a\n', /front matter/],
    ['a field missing', '---\nname: x\n---\n# a\n', /lacks version/],
    ['a line without a key', '---\nname x\n---\n', /without a key/],
    ['a section twice', `${head}# a\nx\n# a\ny\n`, /twice/],
    ['a malformed variable', `${head}# a\n{{ x }}\n`, /malformed variable/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => parsePrompt(text)).toThrow(message)
  })
})

describe('rendering', () => {
  const prompt = parsePrompt(`${head}# a\n{{one}} and {{two}} and {{one}}\n# b\nx\n`)
  it('fills in once, and never reads a value as template', () => {
    expect(renderSection(prompt, 'a', { one: '{{two}} $& $1', two: '2' })).toBe('{{two}} $& $1 and 2 and {{two}} $& $1')
  })
  it.each([
    ['a value is missing', 'a', { one: '1' }, /no value for two/],
    ['a value is not used', 'a', { one: '1', two: '2', three: '3' }, /unused three/],
    ['the section is missing', 'c', {}, /no section c/],
  ])('fails where %s', (_, section, values, message) => {
    expect(() => renderSection(prompt, section, values as Record<string, string>)).toThrow(message)
  })
})
