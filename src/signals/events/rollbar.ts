import type { JsonFormat } from '../json/format.js'
import { checkShape, type Shape } from '../json/shape.js'
import { field, isObject, type JsonObject, listOf, textOf, timeOf, wholeOf } from '../json/values.js'
import type { Draft } from '../reader.js'
import { explain } from '../stacks/explain.js'
import { chainOf, framesOf, type Occurrence, type Thrown, thrownDraft, trackedFrame } from './thrown.js'

/** Rollbar: an item as it is sent, an occurrence or a list of them as the API returns it, a webhook. */
export const rollbar: JsonFormat = {
  format: 'rollbar-item',
  recognises: (document) => occurrencesIn(document).length > 0,
  read(document, sink, text) {
    const occurrences = occurrencesIn(document)
    for (const one of occurrences) {
      checkShape(one, occurrenceShape, sink)
      const line = text.lineOf(textOf(one['uuid']) ?? textOf(one['level']) ?? '')
      const lines: [number, number] = occurrences.length === 1 ? [1, text.lines] : [line, line]
      const draft = rollbarDraft(one, lines)
      if (draft !== undefined) sink.report(draft)
      else if (!harmless.has(textOf(one['level']) ?? 'error'))
        sink.incomplete(`an occurrence in ${sink.source} says neither what failed nor why`)
    }
  },
}

const traceShape: Shape = { exception: { 'class?': 'text', 'message?': 'text' }, 'frames?': ['object'] }
const occurrenceShape: Shape = {
  'level?': 'text',
  body: { 'trace?': traceShape, 'trace_chain?': [traceShape], 'message?': { body: 'text' } },
}

/** Where the payloads carry what happened. */
const wrappings: readonly (readonly string[])[] = [
  [],
  ['data'],
  ['result'],
  ['result', 'data'],
  ['data', 'occurrence'],
  ['data', 'item', 'last_occurrence'],
  ['client_payload', 'data'],
  ['client_payload', 'data', 'item', 'last_occurrence'],
]

function occurrencesIn(document: unknown): readonly JsonObject[] {
  const list = listOf(field(document, 'result', 'instances') ?? field(document, 'instances'))
  const listed = list.map((one) => field(one, 'data') ?? one).filter(isOccurrence)
  if (listed.length > 0) return listed
  for (const path of wrappings) {
    const found = path.length === 0 ? document : field(document, ...path)
    if (isOccurrence(found)) return [found]
  }
  return []
}

function isOccurrence(value: unknown): value is JsonObject {
  const body = field(value, 'body')
  return (
    isObject(body) &&
    ['trace', 'trace_chain', 'message', 'crash_report'].some((key) => isObject(body[key]) || Array.isArray(body[key]))
  )
}

const harmless = new Set(['warning', 'info', 'debug'])

function rollbarDraft(event: JsonObject, sourceLines: readonly [number, number]): Draft | undefined {
  if (harmless.has(textOf(event['level']) ?? 'error')) return undefined
  const body = event['body']
  const occurrence: Occurrence = { sourceLines, time: timeOf(event['timestamp']), event }
  const chain = listOf(field(body, 'trace_chain'))
  const traces = chain.length > 0 ? chain : [field(body, 'trace')]
  const draft = thrownDraft(chainOf(traces, thrownOf), occurrence)
  if (draft !== undefined) return draft
  const text = textOf(field(body, 'message', 'body')) ?? textOf(field(body, 'crash_report', 'raw'))
  return text === undefined
    ? undefined
    : { kind: 'exception', ...explain(text), message: text, detail: text, ...occurrence }
}

/** Frames come oldest first. */
function thrownOf(trace: unknown): Thrown {
  const exception = field(trace, 'exception')
  return {
    type: textOf(field(exception, 'class')),
    message: textOf(field(exception, 'message')) ?? textOf(field(exception, 'description')),
    frames: framesOf(listOf(field(trace, 'frames')), frameOf).reverse(),
  }
}

function frameOf(frame: unknown): ReturnType<typeof trackedFrame> {
  return trackedFrame({
    file: textOf(field(frame, 'filename')),
    line: wholeOf(field(frame, 'lineno')),
    column: wholeOf(field(frame, 'colno')),
    called: [textOf(field(frame, 'class_name')), textOf(field(frame, 'method'))].filter(Boolean).join('.') || undefined,
    isOwn: undefined,
  })
}
