import type { Failure, Fix, Strategy, TestName } from '../domain.js'
import { cut } from '../safe-text/visible.js'

/** What a pull request says about itself to the next run. Data that we wrote: trust it only where the author is us. */
export interface Marker {
  readonly fingerprint: string
  readonly strategy: Strategy
  readonly by: string
  /** Of a fix that a model made. */
  readonly model?: string
  /** Tree that was tested and pushed, and the commit it is based on. */
  readonly tree: string
  readonly base: string
  /** Digest of the fix bundle. */
  readonly digest: string
  /** Id of the workflow run, where there was one. */
  readonly run?: string
  readonly suture: string
  /** The commit at the tip of the branch when this was written: another one there is somebody else's. */
  readonly commit?: string
  /** Says whether two changes are the same, wherever they are made: see modes/publishing/patch-id.ts. */
  readonly patch?: string
  /** How often the failure was seen, and `rising` where its rate rose sharply: `214 rising`. */
  readonly seen?: string
  /** Where in the body it is told how often, and how long that is: `412 1830`. */
  readonly told?: string
  /** The failing test as JSON. */
  readonly test?: string
  /** Fingerprints of other failures that this change mends, with blanks between. */
  readonly also?: string
  /** Labels that the change itself asks for, with blanks between. */
  readonly traits?: string
  /** Why we closed it ourselves: such an end is no person's no. */
  readonly closed?: string
}

/** What only the caller knows of a pull request that is being written. */
export type MarkerExtras = Pick<Marker, 'run' | 'commit' | 'patch' | 'also' | 'traits' | 'told'>

/** Six times this, escaped, stays well below what `parseMarker` takes. */
const maxBy = 200
const maxTest = 400
const maxModel = 100

export function markerOf(fix: Fix, digest: string, extras: MarkerExtras = {}): Marker {
  const test = testOf(fix.failure.test)
  return {
    fingerprint: fix.failure.fingerprint,
    strategy: fix.strategy,
    by: cut(fix.by, maxBy),
    ...(fix.strategy === 'model' && fix.usage.model !== undefined ? { model: cut(fix.usage.model, maxModel) } : {}),
    tree: fix.tree,
    base: fix.base,
    digest,
    suture: fix.suture,
    seen: seenOf(fix.failure),
    ...(test === undefined ? {} : { test }),
    ...extras,
  }
}

export function seenOf({ occurrences }: Failure): string {
  return occurrences.spike ? `${occurrences.count} rising` : `${occurrences.count}`
}

/** A name that is too long for the marker is left out: then nobody can tell later whether its test still fails. */
function testOf(test: TestName | undefined): string | undefined {
  if (test === undefined) return undefined
  const json = JSON.stringify(test)
  return json.length <= maxTest ? json : undefined
}

/** The failing test that a marker names. */
export function testIn({ test }: Marker): TestName | undefined {
  const value = test === undefined ? undefined : parsed(test)
  if (typeof value !== 'object' || value === null) return undefined
  const { name, suite, file } = value as Record<string, unknown>
  if (typeof name !== 'string') return undefined
  return {
    name,
    ...(typeof suite === 'string' ? { suite } : {}),
    ...(typeof file === 'string' ? { file } : {}),
  }
}

/**
 * One line, an HTML comment: `<`, `>`, `&` and `--` are escaped inside, so that nothing can end it early. So is whatever a
 * mention, a reference or a link is made of, since bots read the text of a body and not the page that it becomes.
 */
export function writeMarker(marker: Marker): string {
  const json = JSON.stringify(marker).replace(
    /[<>&@#!$[\]/\u007F-\uFFFF]|(?<=-|gh)-/gi,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<!-- suture:${json} -->`
}

const hex = /^[0-9a-f]+$/
const shapes: Readonly<Record<keyof Required<Marker>, (value: string) => boolean>> = {
  fingerprint: (value) => hex.test(value) && value.length === 12,
  strategy: (value) => ['rules', 'search', 'model', 'revert'].includes(value),
  by: (value) => value.length <= maxBy,
  model: (value) => value.length <= maxModel,
  tree: (value) => hex.test(value) && (value.length === 40 || value.length === 64),
  base: (value) => hex.test(value) && (value.length === 40 || value.length === 64),
  digest: (value) => /^(?:sha256:)?[0-9a-f]{64}$/.test(value),
  run: (value) => /^\d{1,20}$/.test(value),
  suture: (value) => /^[0-9A-Za-z.+-]{1,40}$/.test(value),
  commit: (value) => hex.test(value) && (value.length === 40 || value.length === 64),
  patch: (value) => hex.test(value) && value.length === 64,
  seen: (value) => /^\d{1,12}(?: rising)?$/.test(value),
  told: (value) => /^\d{1,6} \d{1,6}$/.test(value),
  test: (value) => value.length <= maxTest,
  also: (value) => /^[0-9a-f]{12}(?: [0-9a-f]{12}){0,19}$/.test(value),
  traits: (value) => /^[a-z]{1,20}(?: [a-z]{1,20}){0,9}$/.test(value),
  closed: (value) => value === 'gone',
}

const required = [
  'fingerprint',
  'strategy',
  'by',
  'tree',
  'base',
  'digest',
  'suture',
] as const satisfies (keyof Marker)[]

/**
 * Reads the marker of a body that we wrote: the last one that stands alone on a line, since text from outside stands
 * before it. Undefined where there is none, or where anything in it is not as we write it.
 */
export function parseMarker(body: string): Marker | undefined {
  const line = markerLine(body)
  const json = line === undefined ? undefined : /^<!-- suture:(\{[^<>]{2,8000}\}) -->$/.exec(line)?.[1]
  const value = json === undefined ? undefined : parsed(json)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value)
  const known = entries.every(([key, item]) => Object.hasOwn(shapes, key) && accepts(key as keyof Marker, item))
  const missing = required.some((key) => !Object.hasOwn(value, key))
  return known && !missing ? (value as Marker) : undefined
}

/** The line of the marker in a body: the last one, since text from outside stands before it. */
export function markerLine(body: string): string | undefined {
  return body
    .slice(-70_000)
    .split(/\r?\n/)
    .findLast((text) => text.startsWith('<!-- suture:'))
}

/** The same body with another marker; what people wrote below it stays. */
export function withMarker(body: string, marker: Marker): string {
  const line = markerLine(body)
  if (line === undefined) return `${body.trimEnd()}\n\n${writeMarker(marker)}\n`
  const at = body.lastIndexOf(line)
  return body.slice(0, at) + writeMarker(marker) + body.slice(at + line.length)
}

function accepts(key: keyof Marker, value: unknown): boolean {
  return typeof value === 'string' && shapes[key](value)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
