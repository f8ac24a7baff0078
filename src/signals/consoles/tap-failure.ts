import type { TestName } from '../../domain.js'
import type { Draft } from '../reader.js'
import { explain, linesOf } from '../stacks/explain.js'
import { placeOf } from '../stacks/place.js'

export interface TapFailure {
  readonly test: TestName
  readonly from: number
  /** YAML block, comments and plain lines below the result, without its indentation. */
  readonly lines: string[]
  last: number
  readonly indent: number
  /** The comment above it: tape and its kin name the test there, and the assertion on the result. */
  readonly heading: string | undefined
}

/** A failed TAP result with what stands below it: a YAML block in one of its producers' ways, or plain text. */
export function tapDraft(failure: TapFailure): Draft {
  const yaml = readYaml(failure.lines)
  const isNamedAbove =
    yaml.get('operator') !== undefined && failure.heading !== undefined && yaml.get('failureType') === undefined
  const test = isNamedAbove ? { ...failure.test, name: failure.heading ?? failure.test.name } : failure.test
  const message = yaml.get('error') ?? yaml.get('message') ?? (isNamedAbove ? failure.test.name : undefined)
  const text = textOf(failure, yaml, message)
  const trace = explain(text)
  const exception = typeOf(yaml.get('name')) ?? (isNodeError(yaml) ? 'Error' : undefined)
  return {
    kind: 'test',
    test,
    exception: exception ?? trace.exception,
    message: trace.message && !message ? trace.message : message,
    detail: [failure.test.name, ...failure.lines].join('\n'),
    frames: trace.frames,
    location: placeIn(yaml),
    sourceLines: [failure.from, failure.last],
  }
}

/**
 * busted says of a failed assertion what was expected; any other message below the place of a test is that of an error
 * which was thrown.
 */
export function isBustedError(lines: readonly string[]): boolean {
  const said = lines.findIndex((line) => /^Failure message: \S{1,1000}:\d{1,7}: /.test(line))
  if (said < 0 || !/^\S{1,1000} @ \d{1,7}$/.test(lines[said - 1] ?? '')) return false
  return !/^Failure message: \S{1,1000}:\d{1,7}: Expected /.test(lines[said] ?? '')
}

/** node:test leaves the name out where it is just Error. */
function isNodeError(yaml: ReadonlyMap<string, string>): boolean {
  return yaml.get('failureType') === 'testCodeFailure' && yaml.get('stack') !== undefined
}

function typeOf(name: string | undefined): string | undefined {
  return name !== undefined && /^[A-Za-z_$][\w$.]*$/.test(name) ? name : undefined
}

/** One text as a runner would print it: message, then frames with `at`. */
function textOf(failure: TapFailure, yaml: ReadonlyMap<string, string>, message: string | undefined): string {
  const stack = yaml.get('stack') ?? yaml.get('at')
  if (stack === undefined) return message ?? failure.lines.join('\n')
  const frames = linesOf(stack).map((line) =>
    /^\s*at |^\S+Error\b|^Error\b|@/.test(line) ? line : `    at ${line.trim()}`,
  )
  return [message ?? '', ...frames].join('\n')
}

function placeIn(yaml: ReadonlyMap<string, string>): Draft['location'] {
  const file = yaml.get('file')
  if (file !== undefined) return { file, ...(Number(yaml.get('line')) > 0 ? { line: Number(yaml.get('line')) } : {}) }
  const printed = yaml.get('location') ?? yaml.get('at')
  const inner = printed === undefined ? undefined : /\(([^()]+)\)\s*$/.exec(printed)?.[1]
  return printed === undefined ? undefined : placeOf((inner ?? printed).trim())
}

const pair = /^(\s*)'?([\w -]{1,60})'?:(?: (.*)|)$/

/**
 * Scalars of a YAML block by key, however deep (`error.name`, `at.line`), the first of a name: TAP producers write
 * YAML by hand, so this reads what they write (plain, quoted and block scalars) and is no YAML parser.
 */
export function readYaml(lines: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const json = lines.map((line) => line.trim()).find((line) => line.startsWith('{"'))
  if (json !== undefined) return fromJson(json)
  for (let at = 0; at < lines.length; at++) {
    const match = pair.exec(lines[at] ?? '')
    if (match === null) continue
    const indent = match[1]?.length ?? 0
    const scalar = (match[3] ?? '').trim()
    let value = unquoted(scalar)
    if (/^[|>][-+\d]*$/.test(scalar) || /^"[^"]*$/.test(scalar)) {
      const block = blockBelow(lines, at + 1, indent, scalar.startsWith('"'))
      value = scalar.startsWith('"') ? [scalar.slice(1), ...block].join('\n').replace(/"\s*$/, '') : block.join('\n')
      at += block.length
    }
    const key = (match[2] ?? '').trim()
    if (value !== '' && !values.has(key)) values.set(key, value)
  }
  return values
}

function blockBelow(lines: readonly string[], from: number, indent: number, isQuoted: boolean): string[] {
  const block: string[] = []
  for (const line of lines.slice(from)) {
    const isInside = line.trim() === '' || line.length - line.trimStart().length > indent
    if (!isInside && !isQuoted) break
    block.push(line)
    if (isQuoted && line.trimEnd().endsWith('"')) break
  }
  const margin = Math.min(
    ...block.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  )
  return Number.isFinite(margin) ? block.map((line) => line.slice(margin)) : block
}

function unquoted(scalar: string): string {
  if (/^'.*'$/.test(scalar)) return scalar.slice(1, -1).replaceAll("''", "'")
  if (/^".*"$/.test(scalar)) return scalar.slice(1, -1).replaceAll('\\"', '"')
  return scalar === '~' || scalar === 'undefined' ? '' : scalar
}

/** Deno writes the block as JSON, its stack inside the message. */
function fromJson(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return values
  }
  const { message, at } = parsed as { message?: unknown; at?: { file?: unknown; line?: unknown } }
  if (typeof message === 'string') values.set('stack', message.replace(/\x1b\[[\d;]{0,20}m/g, ''))
  if (typeof at?.file === 'string') values.set('file', at.file)
  if (typeof at?.line === 'number') values.set('line', String(at.line))
  return values
}
