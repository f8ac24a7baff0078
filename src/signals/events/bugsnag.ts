import type { JsonFormat } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, timeOf, wholeOf } from '../json/values.js'
import { chainOf, framesOf, type Thrown, thrownDraft, trackedFrame } from './thrown.js'

/** Bugsnag: the payload of a notifier, an event or a list of events of its API, a webhook's error. */
export const bugsnag: JsonFormat = {
  format: 'bugsnag-event',
  recognises: (document) => eventsIn(document).length > 0,
  read(document, sink, text) {
    const events = eventsIn(document)
    for (const event of events) {
      // `info` is what a program tells on purpose; a handled error is a `warning`, and an error all the same.
      if (event['severity'] === 'info') continue
      const line = text.lineOf(textOf(event['id']) ?? textOf(exceptionsOf(event).map(messageOf)[0]) ?? '')
      const sourceLines: [number, number] = events.length === 1 ? [1, text.lines] : [line, line]
      const time = timeOf(field(event, 'device', 'time') ?? event['received_at'] ?? event['receivedAt'])
      const count = wholeOf(event['occurrences'])
      const draft = thrownDraft(chainOf(exceptionsOf(event), thrownOf), { sourceLines, time, event, count })
      if (draft !== undefined) sink.report(draft)
      else sink.incomplete(`an event in ${sink.source} says neither what failed nor why`)
    }
  },
}

function eventsIn(document: unknown): readonly JsonObject[] {
  const list = Array.isArray(document) ? document : listOf(field(document, 'events'))
  const listed = list.filter(isEvent)
  if (listed.length > 0) return listed
  const payload = field(document, 'client_payload') ?? document
  return [payload, field(payload, 'event'), field(payload, 'error')].filter(isEvent).slice(0, 1)
}

function isEvent(value: unknown): value is JsonObject {
  if (!isObject(value)) return false
  const [first] = exceptionsOf(value)
  return typeOf(first) !== undefined && Array.isArray(stackOf(first))
}

/** A webhook has the exception's fields beside the event's own. */
function exceptionsOf(event: JsonObject): readonly unknown[] {
  const list = listOf(event['exceptions'])
  if (list.length > 0) return list
  return textOf(event['exceptionClass']) === undefined ? [] : [event]
}

function typeOf(exception: unknown): string | undefined {
  return (
    textOf(field(exception, 'errorClass')) ??
    textOf(field(exception, 'error_class')) ??
    textOf(field(exception, 'exceptionClass'))
  )
}

function messageOf(exception: unknown): string | undefined {
  return textOf(field(exception, 'errorMessage')) ?? textOf(field(exception, 'message'))
}

function stackOf(exception: unknown): unknown {
  return field(exception, 'stacktrace') ?? field(exception, 'stackTrace')
}

/** Frames come innermost first. */
function thrownOf(exception: unknown): Thrown {
  return {
    type: typeOf(exception),
    message: messageOf(exception),
    frames: framesOf(listOf(stackOf(exception)), frameOf),
  }
}

function frameOf(frame: unknown): ReturnType<typeof trackedFrame> {
  const isOwn = field(frame, 'inProject') ?? field(frame, 'in_project')
  return trackedFrame({
    file: textOf(field(frame, 'file')),
    line: numberOf(field(frame, 'lineNumber') ?? field(frame, 'line_number')),
    column: numberOf(field(frame, 'columnNumber') ?? field(frame, 'column_number')),
    called: textOf(field(frame, 'method')),
    isOwn: typeof isOwn === 'boolean' ? isOwn : undefined,
  })
}

/** Webhooks write numbers as text. */
function numberOf(value: unknown): number | undefined {
  return wholeOf(typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)
}
