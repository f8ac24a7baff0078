import { createHash } from 'node:crypto'

/** A prompt file: front matter, and sections that are opened by a first-level heading. */
export interface Prompt {
  readonly name: string
  readonly version: string
  readonly purpose: string
  /** First 12 hex digits of the SHA-256 of the file's text, with `\n` as line ending. */
  readonly hash: string
  readonly sections: ReadonlyMap<string, string>
}

const variable = /\{\{([a-z]+)\}\}/g

/** Reads a prompt file. @throws Error where front matter or a section is malformed: a prompt is part of the program. */
export function parsePrompt(file: string): Prompt {
  const text = file.replace(/\r\n?/g, '\n')
  const end = text.startsWith('---\n') ? text.indexOf('\n---\n', 3) : -1
  if (end < 0) throw new Error('prompt: no front matter between two lines of ---')
  const field = frontMatter(text.slice(4, end))
  return {
    name: field('name'),
    version: field('version'),
    purpose: field('purpose'),
    hash: createHash('sha256').update(text).digest('hex').slice(0, 12),
    sections: sectionsOf(text.slice(end + '\n---\n'.length)),
  }
}

function frontMatter(block: string): (key: string) => string {
  const fields = new Map<string, string>()
  // Markdown formatters put blank lines around the dashes.
  for (const line of block.split('\n').filter((text) => text.trim() !== '')) {
    const colon = line.indexOf(':')
    if (colon < 1) throw new Error(`prompt: front matter line without a key: ${line}`)
    fields.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim())
  }
  return (key) => {
    const value = fields.get(key)
    if (value === undefined || value === '') throw new Error(`prompt: front matter lacks ${key}`)
    return value
  }
}

function sectionsOf(body: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>()
  for (const part of body.split(/^# /m).slice(1)) {
    const lineEnd = part.indexOf('\n')
    const name = part.slice(0, lineEnd).trim()
    const text = part.slice(lineEnd + 1).trim()
    if (sections.has(name)) throw new Error(`prompt: section ${name} is there twice`)
    if (text.replace(variable, '').includes('{{')) throw new Error(`prompt: malformed variable in section ${name}`)
    sections.set(name, text)
  }
  return sections
}

/**
 * Fills a section. Values are put in once and never read as template, so `{{…}}` in foreign text stays text.
 * @throws Error where a variable has no value, or a value no variable: both are a prompt and a program out of step.
 */
export function renderSection(prompt: Prompt, section: string, values: Readonly<Record<string, string>>): string {
  const template = prompt.sections.get(section)
  if (template === undefined) throw new Error(`prompt ${prompt.name}: no section ${section}`)
  const given = new Map(Object.entries(values))
  const used = new Set<string>()
  const text = template.replace(variable, (_, name: string) => {
    const value = given.get(name)
    if (value === undefined) throw new Error(`prompt ${prompt.name}, section ${section}: no value for ${name}`)
    used.add(name)
    return value
  })
  const unused = [...given.keys()].filter((name) => !used.has(name))
  if (unused.length > 0) throw new Error(`prompt ${prompt.name}, section ${section}: unused ${unused.join(', ')}`)
  return text
}
