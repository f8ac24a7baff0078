import type { Fix, Strategy } from '../domain.js'
import { cut } from '../safe-text/visible.js'

/** What a pull request says about itself to the next run. Data that we wrote: trust it only where the author is us. */
export interface Marker {
  readonly fingerprint: string
  readonly strategy: Strategy
  readonly by: string
  /** Tree that was tested and pushed, and the commit it is based on. */
  readonly tree: string
  readonly base: string
  /** Digest of the fix bundle. */
  readonly digest: string
  /** Id of the workflow run, where there was one. */
  readonly run?: string
  readonly suture: string
}

/** Six times this, escaped, stays well below what `parseMarker` takes. */
const maxBy = 200

export function markerOf(fix: Fix, digest: string, runId: string | undefined): Marker {
  return {
    fingerprint: fix.failure.fingerprint,
    strategy: fix.strategy,
    by: cut(fix.by, maxBy),
    tree: fix.tree,
    base: fix.base,
    digest,
    ...(runId === undefined ? {} : { run: runId }),
    suture: fix.suture,
  }
}

/** One line, an HTML comment: `<`, `>`, `&` and `--` are escaped inside, so that nothing can end it early. */
export function writeMarker(marker: Marker): string {
  const json = JSON.stringify(marker).replace(
    /[<>&\u007F-\uFFFF]|(?<=-)-/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `<!-- suture:${json} -->`
}

const hex = /^[0-9a-f]+$/
const shapes: Readonly<Record<keyof Marker, (value: string) => boolean>> = {
  fingerprint: (value) => hex.test(value) && value.length === 12,
  strategy: (value) => ['rules', 'search', 'model', 'revert'].includes(value),
  by: (value) => value.length <= maxBy,
  tree: (value) => hex.test(value) && (value.length === 40 || value.length === 64),
  base: (value) => hex.test(value) && (value.length === 40 || value.length === 64),
  digest: (value) => /^(?:sha256:)?[0-9a-f]{64}$/.test(value),
  run: (value) => /^\d{1,20}$/.test(value),
  suture: (value) => /^[0-9A-Za-z.+-]{1,40}$/.test(value),
}

/**
 * Reads the marker of a body that we wrote: the last one that stands alone on a line, since text from outside stands
 * before it. Undefined where there is none, or where anything in it is not as we write it.
 */
export function parseMarker(body: string): Marker | undefined {
  const lines = body.slice(-70_000).split(/\r?\n/)
  const line = lines.findLast((text) => text.startsWith('<!-- suture:'))
  const json = line === undefined ? undefined : /^<!-- suture:(\{[^<>]{2,4000}\}) -->$/.exec(line)?.[1]
  const value = json === undefined ? undefined : parsed(json)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const entries = Object.entries(value)
  const known = entries.every(([key, item]) => Object.hasOwn(shapes, key) && accepts(key as keyof Marker, item))
  const missing = Object.keys(shapes).some((key) => key !== 'run' && !Object.hasOwn(value, key))
  return known && !missing ? (value as Marker) : undefined
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
