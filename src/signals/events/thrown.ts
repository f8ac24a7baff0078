import type { Draft, RawFrame } from '../reader.js'

/** One error of a chain, as error trackers list them. */
export interface Thrown {
  readonly type?: string | undefined
  readonly message?: string | undefined
  /** Innermost first. */
  readonly frames: readonly RawFrame[]
}

export interface Occurrence {
  readonly sourceLines: readonly [number, number]
  readonly time?: string | undefined
  readonly event: unknown
  readonly count?: number | undefined
}

/** The failure of an error and its causes: what was caught on top is told, the causes stay in the detail. */
export function thrownDraft(chain: readonly Thrown[], occurrence: Occurrence): Draft | undefined {
  const [top, ...causes] = chain
  if (top === undefined || (top.type === undefined && top.message === undefined)) return undefined
  return {
    kind: 'exception',
    exception: top.type,
    message: top.message ?? top.type,
    detail: [said(top), ...causes.map((cause) => `caused by ${said(cause)}`)].join('\n'),
    frames: top.frames,
    ...occurrence,
  }
}

/** A chain that goes on is a loop; the place of each error stands below it, so that a person sees where. */
function said({ type, message, frames }: Thrown): string {
  const places = frames
    .slice(0, 20)
    .map(({ file, line, function: called }) => `    at ${called ?? '?'} (${file}:${line ?? '?'})`)
  return [[type, message].filter(Boolean).join(': '), ...places].join('\n')
}

export interface FrameFields {
  readonly file: string | undefined
  readonly line: number | undefined
  readonly column: number | undefined
  readonly called: string | undefined
  /** Undefined where the tracker does not say whose code it is. */
  readonly isOwn: boolean | undefined
}

export function trackedFrame({ file, line, column, called, isOwn }: FrameFields): RawFrame | undefined {
  if (file === undefined) return undefined
  return {
    file,
    ...(line ? { line } : {}),
    ...(line && column ? { column } : {}),
    ...(called === undefined || called === '<unknown>' ? {} : { function: called }),
    ...(isOwn === false ? { isLibrary: true } : {}),
  }
}

/** As many as a tracker takes. */
const mostFrames = 500
const mostCauses = 20

export function framesOf(list: readonly unknown[], read: (frame: unknown) => RawFrame | undefined): RawFrame[] {
  return list
    .slice(-mostFrames)
    .map(read)
    .filter((frame) => frame !== undefined)
}

export function chainOf(list: readonly unknown[], read: (one: unknown) => Thrown): Thrown[] {
  return list.slice(0, mostCauses).map(read)
}
