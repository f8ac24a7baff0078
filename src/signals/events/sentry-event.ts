import type { JsonFormat, JsonText } from '../json/format.js'
import { checkShape, type Shape } from '../json/shape.js'
import { field, isObject, type JsonObject, listOf, objectOf, textOf, timeOf, wholeOf } from '../json/values.js'
import type { Draft, RawFrame, Sink } from '../reader.js'

/** Sentry events: as the SDK sends one, as the API returns it (`entries`) or many of them, or inside a webhook or dispatch payload. */
export const sentryEvent: JsonFormat = {
  format: 'sentry-event',
  recognises: (document) => eventIn(document) !== undefined || isEventList(document),
  read(document, sink, text) {
    if (Array.isArray(document)) {
      for (const [index, one] of (document as readonly unknown[]).entries()) readListed(one, index, sink, text)
      return
    }
    const found = eventIn(document)
    if (found !== undefined) reportSentry(found.event, [1, text.lines], sink, found.path)
  },
}

/** The first ones tell: a list of something else may hold an error somewhere. */
function isEventList(document: unknown): boolean {
  const first = Array.isArray(document) ? (document as readonly unknown[]).slice(0, 3) : []
  return first.length > 0 && first.every((one) => eventIn(one) !== undefined)
}

function readListed(one: unknown, index: number, sink: Sink, text: JsonText): void {
  const found = eventIn(one)
  if (found === undefined) {
    sink.incomplete(`[${index}] is no event in ${sink.source}`)
    return
  }
  const id = textOf(found.event['event_id']) ?? textOf(found.event['id'])
  const line = id === undefined ? 1 : text.lineOf(id)
  reportSentry(found.event, [line, line], sink, found.path === '' ? `[${index}]` : `[${index}].${found.path}`)
}

/** Where payloads carry an event. */
const wrappings: readonly (readonly string[])[] = [
  [],
  ['event'],
  ['data', 'event'],
  ['data', 'error'],
  ['client_payload'],
  ['client_payload', 'event'],
  ['client_payload', 'data', 'event'],
]

function eventIn(document: unknown): { readonly event: JsonObject; readonly path: string } | undefined {
  for (const path of wrappings) {
    const event = field(document, ...path)
    if (isObject(event) && (valuesOf(event).length > 0 || isMessageEvent(event))) return { event, path: path.join('.') }
  }
  return undefined
}

function isMessageEvent(event: JsonObject): boolean {
  return (
    textOf(event['event_id']) !== undefined &&
    (event['platform'] !== undefined || event['sdk'] !== undefined || event['logentry'] !== undefined)
  )
}

/** Causes come first, what was thrown comes last. */
function valuesOf(event: JsonObject): readonly JsonObject[] {
  const direct = field(event, 'exception', 'values') ?? event['exception']
  const list = listOf(direct).filter(isObject)
  if (list.length > 0) return list.filter((value) => value['type'] !== undefined || value['value'] !== undefined)
  for (const entry of listOf(event['entries'])) {
    if (field(entry, 'type') === 'exception') return listOf(field(entry, 'data', 'values')).filter(isObject)
  }
  return []
}

const valueShape: Shape = { 'type?': 'text', 'value?': 'text', 'stacktrace?': { 'frames?': ['object'] } }
const eventShape: Shape = {
  'level?': 'text',
  'exception?': 'object|list',
  'message?': 'text|object',
  'logentry?': 'text|object',
  'entries?': 'list',
}

/** Tells the failure of an event; one that says nothing usable is no "no failures". */
export function reportSentry(event: JsonObject, lines: readonly [number, number], sink: Sink, path: string): void {
  checkShape(event, eventShape, sink, path)
  const values = field(event, 'exception', 'values')
  if (values !== undefined) checkShape(values, [valueShape], sink, `${path === '' ? '' : `${path}.`}exception.values`)
  const draft = sentryDraft(event, lines)
  if (draft !== undefined) sink.report(draft)
  else if (!isHarmless(event) && ['error', 'default'].includes(textOf(event['type']) ?? 'error'))
    sink.incomplete(`${path === '' ? 'the event' : path} says neither what failed nor why in ${sink.source}`)
}

function isHarmless(event: JsonObject): boolean {
  return harmlessLevels.has(textOf(event['level']) ?? 'error')
}

const harmlessLevels = new Set(['warning', 'info', 'debug', 'log', 'sample'])

/** The failure that an event tells of; undefined for messages and events below the level of an error. */
function sentryDraft(event: JsonObject, sourceLines: readonly [number, number]): Draft | undefined {
  if (isHarmless(event)) return undefined
  const values = valuesOf(event)
  const thrown = values.find((value) => field(value, 'mechanism', 'exception_id') === 0) ?? values.at(-1)
  const message = textOf(thrown?.['value']) ?? messageOf(event)
  const exception = textOf(thrown?.['type'])
  if (exception === undefined && message === undefined) return undefined
  const causes = values
    .filter((value) => value !== thrown)
    .map((value) => `caused by ${value['type']}: ${value['value']}`)
  return {
    kind: 'exception',
    exception,
    message: message ?? exception,
    detail: [[exception, message].filter(Boolean).join(': '), ...causes].join('\n'),
    frames: [thrown, event, runningThread(event)].map(framesOf).find((frames) => frames.length > 0) ?? [],
    sourceLines,
    time: timeOf(event['timestamp'] ?? event['dateCreated'] ?? event['datetime']),
    event,
  }
}

function messageOf(event: JsonObject): string | undefined {
  const entry = event['logentry'] ?? event['message']
  return textOf(entry) ?? textOf(field(entry, 'formatted')) ?? textOf(field(entry, 'message')) ?? textOf(event['title'])
}

/** Where the error itself has no stack trace, that of the thread that crashed or reported it stands in for it. */
function runningThread(event: JsonObject): JsonObject | undefined {
  const threads = listOf(field(event, 'threads', 'values')).filter(isObject)
  return threads.find((thread) => thread['crashed'] === true) ?? threads.find((thread) => thread['current'] === true)
}

/** Oldest first in the event, innermost first here. */
function framesOf(value: JsonObject | undefined): RawFrame[] {
  const frames = listOf(field(value, 'stacktrace', 'frames'))
  return frames
    .map(objectOf)
    .map(frameOf)
    .filter((frame) => frame.file !== '')
    .reverse()
}

function frameOf(frame: JsonObject): RawFrame {
  const line = wholeOf(frame['lineno'] ?? frame['lineNo'])
  const column = wholeOf(frame['colno'] ?? frame['colNo'])
  const called = textOf(frame['function'])
  return {
    file: fileOf(frame),
    ...(line ? { line } : {}),
    ...(column ? { column } : {}),
    ...(called === undefined || called === '?' ? {} : { function: called }),
    ...(frame['in_app'] === false || frame['inApp'] === false ? { isLibrary: true } : {}),
  }
}

/** Java's SDK gives a bare file and the class: `Mailer.java` of `com.acme.Mailer` is in com/acme. */
function fileOf(frame: JsonObject): string {
  const file = textOf(frame['filename']) ?? textOf(frame['abs_path']) ?? textOf(frame['absPath'])
  const type = textOf(frame['module'])
  if (file === undefined || type === undefined) return file ?? type ?? ''
  const isBare = /^[^/\\]{1,200}\.(?:java|kt|scala|groovy)$/.test(file) && type.includes('.')
  return isBare ? `${type.slice(0, type.lastIndexOf('.')).replaceAll('.', '/')}/${file}` : file
}
