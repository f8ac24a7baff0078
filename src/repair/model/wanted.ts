import type { ToolCall, ToolOffer } from '../../ports.js'
import { reads } from './reads/all.js'
import type { Given, Parameter, Read } from './reads/read.js'

/** A read that a model asked for, or why its question cannot be understood. */
export type Wanted =
  | { readonly kind: 'read'; readonly read: Read; readonly given: Given; readonly said: string }
  | { readonly kind: 'unclear'; readonly why: string; readonly said: string }

/** The answer itself as a tool: what it is given has the shape of the JSON answer. */
export const answerTool = 'answer'

/** JSON Schema of an answer, for tools and for endpoints that can hold a model to one. */
export const answerSchema = {
  type: 'object',
  properties: {
    edits: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, search: { type: 'string' }, replace: { type: 'string' } },
        required: ['path', 'search', 'replace'],
        additionalProperties: false,
      },
    },
    reason: { type: 'string' },
    confidence: { type: 'number' },
  },
  required: ['edits', 'reason', 'confidence'],
  additionalProperties: false,
} as const

export const offers: readonly ToolOffer[] = [
  ...reads.map(({ name, purpose, parameters }) => ({
    name,
    purpose,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(
        parameters.map((each) => [each.name, { type: each.type, description: each.purpose }]),
      ),
      required: parameters.filter(({ optional }) => optional !== true).map((each) => each.name),
      additionalProperties: false,
    },
  })),
  {
    name: answerTool,
    purpose: 'Your edits, in place of SEARCH/REPLACE blocks: each search text occurs exactly once in its file.',
    parameters: answerSchema,
  },
]

/** How each read is written as a line of text. */
export const usage: string = reads
  .map(({ name, purpose, parameters }) => {
    const places = parameters.map((each) => (each.optional === true ? ` [${each.name}]` : ` <${each.name}>`))
    return `ASK: ${name}${places.join('')}\n    ${purpose}`
  })
  .join('\n')

export function wantedOf(call: ToolCall): Wanted {
  return parsed(call.name, call.input)
}

/** The `ASK:` lines of an answer; most that are looked at, since the rest would not be answered anyway. */
export function wantedIn(text: string): readonly Wanted[] {
  const wanted: Wanted[] = []
  for (const line of text.split('\n')) {
    const match = /^[ \t>*`-]{0,8}ASK[*`]{0,3}:[*`]{0,3}[ \t]{0,4}([a-z_]{1,40})(.{0,600})$/.exec(line.slice(0, 700))
    if (match !== null) wanted.push(parsed(match[1] ?? '', match[2] ?? ''))
    if (wanted.length >= 12) break
  }
  return wanted
}

function parsed(name: string, input: string): Wanted {
  const said = `${name} ${input.trim()}`.slice(0, 300)
  const read = reads.find((each) => each.name === name)
  if (read === undefined) return { kind: 'unclear', why: `there is no ${name.slice(0, 40)} to ask for`, said }
  const given = objectIn(input, read.parameters) ?? wordsIn(input, read.parameters)
  const missing = read.parameters.find((each) => each.optional !== true && !given.has(each.name))
  if (missing !== undefined) return { kind: 'unclear', why: `${name} needs ${missing.name}`, said }
  return { kind: 'read', read, given, said }
}

function objectIn(input: string, parameters: readonly Parameter[]): Given | undefined {
  if (input.length > 10_000 || !input.trimStart().startsWith('{')) return undefined
  let value: unknown
  try {
    value = JSON.parse(input)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const fields = new Map(Object.entries(value))
  return collect(parameters, (each) => fields.get(each.name))
}

function wordsIn(input: string, parameters: readonly Parameter[]): Given {
  const line = input.trim().replace(/`+$/, '')
  // The only text of a question may have blanks in it.
  if (parameters.length === 1) return collect(parameters, () => line.replace(/^(["'`])(.*)\1$/, '$2'))
  const words = line.split(/[\s:]+|(?<=\d)-(?=\d)/).map((word) => word.replace(/^["'`]|["'`,]$/g, ''))
  return collect(parameters, (each) => words[parameters.indexOf(each)])
}

function collect(parameters: readonly Parameter[], pick: (each: Parameter) => unknown): Given {
  const given = new Map<string, string | number>()
  for (const each of parameters) {
    const value = pick(each)
    if (each.type === 'integer') {
      const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
      if (value !== '' && Number.isSafeInteger(number)) given.set(each.name, number)
    } else if (typeof value === 'string' && value !== '') given.set(each.name, value)
  }
  return given
}
