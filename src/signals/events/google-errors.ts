import type { JsonFormat } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, timeOf, wholeOf } from '../json/values.js'
import type { Draft } from '../reader.js'
import { explain } from '../stacks/explain.js'

/** Google Error Reporting: a reported event, lists of events and of groups, and entries of Cloud Logging. */
export const googleErrors: JsonFormat = {
  format: 'google-error-event',
  recognises: (document) => eventsIn(document).length > 0,
  read(document, sink, text) {
    const events = eventsIn(document)
    for (const { event, count, time } of events) {
      const line = text.lineOf(messageOf(event) ?? '')
      const sourceLines: [number, number] = events.length === 1 ? [1, text.lines] : [line, line]
      sink.report({ ...eventDraft(event), sourceLines, time, event, count })
    }
  },
}

interface Found {
  readonly event: JsonObject
  readonly count?: number | undefined
  readonly time: string | undefined
}

function eventsIn(document: unknown): Found[] {
  const groups = listOf(field(document, 'errorGroupStats')).map((group) => ({
    event: field(group, 'representative'),
    count: numberOf(field(group, 'count')),
  }))
  const listed = listOf(field(document, 'errorEvents')).map((event) => ({ event, count: undefined }))
  const entries = (Array.isArray(document) ? document : listOf(field(document, 'entries')))
    .filter(isError)
    .map((entry) => ({ event: payloadOf(entry), count: undefined }))
  const found = [...groups, ...listed, ...entries]
  return (found.length > 0 ? found : [{ event: document, count: undefined }]).flatMap(({ event, count }) =>
    isEvent(event) ? [{ event, count, time: timeOf(event['eventTime'] ?? event['timestamp']) }] : [],
  )
}

/** An entry of Cloud Logging at the level of an error. */
function isError(entry: unknown): boolean {
  return isObject(entry) && /^(?:ERROR|CRITICAL|ALERT|EMERGENCY)$/.test(textOf(entry['severity']) ?? '')
}

function payloadOf(entry: unknown): unknown {
  const payload = field(entry, 'jsonPayload')
  const text = textOf(field(entry, 'textPayload'))
  return {
    ...(isObject(payload) ? payload : {}),
    ...(text === undefined ? {} : { message: text }),
    timestamp: field(entry, 'timestamp'),
    serviceContext: field(payload, 'serviceContext') ?? {},
  }
}

function isEvent(event: unknown): event is JsonObject {
  return (
    isObject(event) &&
    messageOf(event) !== undefined &&
    (isObject(event['serviceContext']) || (event['eventTime'] !== undefined && isObject(event['context'])))
  )
}

function messageOf(event: JsonObject): string | undefined {
  return textOf(event['stack_trace']) ?? textOf(event['exception']) ?? textOf(event['message']) ?? textOf(event['msg'])
}

/** The message is a stack trace, headed by type and message; or text, with the place in the context. */
function eventDraft(event: JsonObject): Omit<Draft, 'sourceLines'> {
  const said = messageOf(event) ?? ''
  const trace = explain(said)
  const location = field(event, 'context', 'reportLocation')
  const file = textOf(field(location, 'filePath'))
  const line = numberOf(field(location, 'lineNumber'))
  const called = textOf(field(location, 'functionName'))
  const place = file === undefined ? undefined : { file, ...(line ? { line } : {}) }
  const reported = place === undefined ? [] : [{ ...place, ...(called === undefined ? {} : { function: called }) }]
  return {
    kind: 'exception',
    exception: trace.exception,
    message: trace.message ?? said,
    detail: said,
    frames: trace.frames.length > 0 ? trace.frames : reported,
    location: place,
  }
}

function numberOf(value: unknown): number | undefined {
  return wholeOf(typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)
}
