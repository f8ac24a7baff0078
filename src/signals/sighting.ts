import type { Frame, Location, Sighting, TestName } from '../domain.js'
import { type Locate, type Located, portableName } from './locate.js'
import type { Draft, RawFrame } from './reader.js'
import { releaseOf } from './release.js'
import { type FindOriginal, type Original, originalName } from './source-maps/originals.js'
import { isTestFile } from './test-file.js'

/** A failure's text is for people and models: the first 16 KiB tell it. Past the first thousand failures, 1 KiB. */
const longestDetail = 16 * 1024
const shortDetail = 1024
const fullDetails = 1000
/** A message is one line; what tools print on one line can be a whole document. */
const longestMessage = 1000
/** Endless recursion prints thousands of frames; the first ones say where. */
const mostFrames = 100
const fewFrames = 20

/** How places that tools print become places of the repository. */
export interface Ground {
  readonly locate: Locate
  /** Undefined where no source map can be found. */
  readonly original: FindOriginal | undefined
}

/** @param index how many sightings this artifact had before: later ones are kept shorter, to bound memory */
export function sightingOf(draft: Draft, ground: Ground, index: number): Sighting {
  const { locate } = ground
  const isEarly = index < fullDetails
  const detail = owned(cut(draft.detail ?? draft.message ?? '', isEarly ? longestDetail : shortDetail))
  const message = owned(cut(firstLine(draft.message ?? '') || firstLine(detail), longestMessage))
  const places = placesOf((draft.frames ?? []).slice(0, isEarly ? mostFrames : fewFrames), ground)
  const test = draft.test === undefined ? undefined : mappedTest(draft.test, locate)
  const location = placeToLook(places, draft.location, ground)
  return {
    kind: draft.kind,
    title: owned(cut(told(draft.title) ?? (titleOf(test, draft.exception, message) || spot(location)), longestMessage)),
    message,
    detail,
    ...(draft.exception ? { exception: owned(cut(draft.exception, 200)) } : {}),
    ...(test === undefined ? {} : { test }),
    ...(location === undefined ? {} : { location }),
    frames: places.map((place) => place.frame),
    sourceLines: draft.sourceLines,
    ...(draft.time === undefined ? {} : { time: draft.time }),
    ...(draft.event === undefined ? {} : { event: draft.event, ...releaseIn(draft.event) }),
    ...(draft.count === undefined ? {} : { count: draft.count }),
  }
}

function releaseIn(event: unknown): { readonly release?: string } {
  const release = releaseOf(event)
  return release === undefined ? {} : { release: owned(release) }
}

interface Place {
  readonly frame: Frame
  readonly located: Located
}

function placesOf(frames: readonly RawFrame[], { locate, original }: Ground): Place[] {
  if (original === undefined) return frames.map((frame) => placed(frame, locate))
  const froms = frames.map(original)
  return frames.map((frame, index) => placed(atOrigin(frame, froms[index], froms[index + 1]), locate))
}

function atOrigin(frame: RawFrame, from: Original | undefined, caller: Original | undefined): RawFrame {
  if (from === undefined) return frame
  const { file, line, column, isLibrary } = from
  const name = originalName(frame.function, caller)
  return { file, line, column, isLibrary, ...(name === undefined ? {} : { function: name }) }
}

function placed(raw: RawFrame, locate: Locate): Place {
  const found = locate(raw.file)
  const located = raw.isLibrary === true && !found.inRepository ? { ...found, isLibrary: true } : found
  const frame = {
    file: located.file,
    ...(raw.line === undefined ? {} : { line: raw.line }),
    ...(raw.column === undefined ? {} : { column: raw.column }),
    ...(raw.function ? { function: owned(cut(raw.function, 300)) } : {}),
    inRepository: located.inRepository,
  }
  return { frame, located }
}

/** The repository's own code before its tests, tests before the printed place, anything of the user's before nothing. */
function placeToLook(places: readonly Place[], said: Location | undefined, ground: Ground): Location | undefined {
  const { locate } = ground
  const from = said && ground.original?.(said)
  const printed = from === undefined ? said : locationOf(from)
  const own = places.filter((place) => place.frame.inRepository)
  const best = own.find((place) => !isTestFile(place.frame.file)) ?? own[0]
  if (best !== undefined) return locationOf(best.frame)
  const users = places.filter((place) => !place.located.isLibrary && place.frame.file !== '')
  const likely = users.find((place) => !isTestFile(place.frame.file)) ?? users[0]
  if (likely !== undefined && (printed === undefined || !locate(printed.file).inRepository))
    return locationOf(likely.frame)
  return printed === undefined ? undefined : { ...printed, file: locate(printed.file).file }
}

function locationOf(frame: Location): Location {
  return {
    file: frame.file,
    ...(frame.line === undefined ? {} : { line: frame.line }),
    ...(frame.column === undefined ? {} : { column: frame.column }),
  }
}

function mappedTest(test: TestName, locate: Locate): TestName {
  return {
    ...(test.suite ? { suite: owned(cut(portableName(test.suite, locate), longestMessage)) } : {}),
    name: owned(cut(portableName(test.name, locate), longestMessage)),
    ...(test.file ? { file: locate(test.file).file } : {}),
  }
}

/** Empty only where nothing is said at all. A test that failed is one, whatever it says of itself. */
function titleOf(test: TestName | undefined, exception: string | undefined, message: string): string {
  if (test === undefined) return [told(exception), told(message)].filter(Boolean).join(': ')
  return [told(test.suite), told(test.name)].filter(Boolean).join(' › ') || told(message) || 'a test without a name'
}

/** What says nothing but where is called by its place. */
function spot(location: Location | undefined): string {
  return location === undefined ? '' : [location.file, location.line].filter(Boolean).join(':')
}

function told(text: string | undefined): string | undefined {
  return text !== undefined && /\S/.test(text) ? text : undefined
}

export function firstLine(text: string): string {
  const trimmed = text.trimStart()
  const end = trimmed.search(/[\r\n]/)
  return (end < 0 ? trimmed : trimmed.slice(0, end)).trimEnd()
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}

/** A slice keeps its whole parent string alive: kept text must own its characters, or a 300 MB log stays in memory. */
function owned(text: string): string {
  return text === '' ? '' : Buffer.from(text).toString()
}
