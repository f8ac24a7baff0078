import { field, isObject, type JsonObject, listOf, textOf, timeOf, wholeOf } from '../json/values.js'
import type { Draft } from '../reader.js'
import { explain } from '../stacks/explain.js'

/** Line of a text in the artifact. */
type LineOf = (said: string) => number

/** Failures of a logs or traces document; its keys are in camel case, or as protobuf's field names. */
export function otlpDrafts(document: unknown, lineOf: LineOf): Draft[] {
  const drafts: Draft[] = []
  for (const record of recordsIn(document, 'logs')) {
    const draft = logDraft(record, lineOf)
    if (draft !== undefined) drafts.push(draft)
  }
  const spans = recordsIn(document, 'spans')
  const told = new Set<string>()
  for (const span of spans) drafts.push(...exceptionsOf(span, told, lineOf))
  for (const span of spans) {
    // A caller's span has failed because the one below it did: that one's exception tells it.
    if (!hasFailed(span) || told.has(traceOf(span))) continue
    drafts.push(spanDraft(span, lineOf))
  }
  return drafts
}

const paths = {
  logs: {
    resources: ['resourceLogs', 'resource_logs'],
    scopes: ['scopeLogs', 'scope_logs', 'instrumentationLibraryLogs'],
    records: ['logRecords', 'log_records'],
  },
  spans: {
    resources: ['resourceSpans', 'resource_spans'],
    scopes: ['scopeSpans', 'scope_spans', 'instrumentationLibrarySpans'],
    records: ['spans'],
  },
} as const

function recordsIn(document: unknown, kind: keyof typeof paths): JsonObject[] {
  const { resources, scopes, records } = paths[kind]
  return listUnder(document, resources)
    .flatMap((resource) => listUnder(resource, scopes))
    .flatMap((scope) => listUnder(scope, records))
    .filter(isObject)
}

function listUnder(value: unknown, keys: readonly string[]): readonly unknown[] {
  return listOf(keys.map((key) => field(value, key)).find((found) => found !== undefined))
}

function attribute(record: unknown, key: string): string | undefined {
  const found = listOf(field(record, 'attributes')).find((one) => field(one, 'key') === key)
  return anyText(field(found, 'value'))
}

function anyText(value: unknown): string | undefined {
  const text = textOf(field(value, 'stringValue')) ?? textOf(field(value, 'string_value'))
  if (text !== undefined) return text
  const number = field(value, 'intValue') ?? field(value, 'int_value')
  return typeof number === 'number' ? String(number) : textOf(number)
}

/** Severity numbers from 17 up are errors, from 21 up fatal. */
function isErrorLog(record: JsonObject): boolean {
  const printed = record['severityNumber'] ?? record['severity_number']
  const severity = wholeOf(printed) ?? (/^SEVERITY_NUMBER_(?:ERROR|FATAL)/.test(textOf(printed) ?? '') ? 17 : 0)
  if (severity > 0) return severity >= 17
  const text = textOf(record['severityText'] ?? record['severity_text'])
  if (text !== undefined) return /^(?:error|fatal|critical|alert|emerg|panic)/i.test(text)
  return attribute(record, 'exception.type') !== undefined
}

function logDraft(record: JsonObject, lineOf: LineOf): Draft | undefined {
  if (!isErrorLog(record)) return undefined
  const body = anyText(record['body']) ?? textOf(record['body']) ?? ''
  const time = timeOf(record['timeUnixNano'] ?? record['time_unix_nano'] ?? record['observedTimeUnixNano'])
  const place = codePlace(record)
  return { ...exceptionDraft(record, body, lineOf), location: place, time, event: record }
}

/** Where the record was logged, where the library says it. */
function codePlace(record: JsonObject): Draft['location'] {
  const file = attribute(record, 'code.file.path') ?? attribute(record, 'code.filepath')
  const line = Number(attribute(record, 'code.line.number') ?? attribute(record, 'code.lineno'))
  return file === undefined ? undefined : { file, ...(Number.isSafeInteger(line) && line > 0 ? { line } : {}) }
}

function exceptionDraft(record: unknown, body: string, lineOf: LineOf): Draft {
  const stack = attribute(record, 'exception.stacktrace')
  const said = attribute(record, 'exception.message')
  const trace = explain(stack ?? body)
  const line = lineOf(stack ?? said ?? body)
  return {
    kind: 'exception',
    exception: attribute(record, 'exception.type') ?? trace.exception,
    message: said ?? trace.message ?? body,
    detail: [body, stack ?? said].filter(Boolean).join('\n'),
    frames: trace.frames,
    sourceLines: [line, line],
  }
}

function traceOf(span: JsonObject): string {
  return textOf(span['traceId']) ?? textOf(span['trace_id']) ?? ''
}

/** One exception passes through many spans of its trace, and each records it: it is told once. */
function exceptionsOf(span: JsonObject, told: Set<string>, lineOf: LineOf): Draft[] {
  const drafts: Draft[] = []
  for (const event of listOf(span['events'])) {
    if (field(event, 'name') !== 'exception') continue
    const key = [traceOf(span), attribute(event, 'exception.type'), attribute(event, 'exception.message')].join(' ')
    if (told.has(key)) continue
    told.add(key).add(traceOf(span))
    const time = timeOf(field(event, 'timeUnixNano') ?? field(event, 'time_unix_nano'))
    drafts.push({ ...exceptionDraft(event, '', lineOf), time, event: span })
  }
  return drafts
}

function hasFailed(span: JsonObject): boolean {
  const code = field(span, 'status', 'code')
  return code === 2 || code === 'STATUS_CODE_ERROR' || code === 'ERROR'
}

function spanDraft(span: JsonObject, lineOf: LineOf): Draft {
  const name = textOf(span['name']) ?? 'span'
  const message = textOf(field(span, 'status', 'message')) ?? `${name} failed`
  const line = lineOf(name)
  const time = timeOf(span['endTimeUnixNano'] ?? span['end_time_unix_nano'])
  const exception = attribute(span, 'error.type')
  return {
    kind: 'exception',
    exception: exception && /[A-Za-z]/.test(exception) ? exception : undefined,
    message,
    detail: `${name}: ${message}`,
    sourceLines: [line, line],
    time,
    event: span,
  }
}
