import { field, isObject, type JsonObject, listOf, objectOf, textOf, timeOf, wholeOf } from '../json/values.js'
import type { Draft, RawFrame } from '../reader.js'
import type { Trace } from '../stacks/language.js'

const errorLevel = /^(?:error|err|fatal|critical|crit|panic|dpanic|emerg(?:ency)?|alert|severe|f|e)$/i
/** Where logging libraries write the level. */
const levelKeys = [
  'level',
  'severity',
  '@l',
  'levelname',
  'log.level',
  'lvl',
  'Level',
  'loglevel',
  'log_level',
  'severity_text',
  'severityText',
]
const messageKeys = ['msg', 'message', '@m', 'event', '@mt', 'Message', 'body', 'short_message', 'RenderedMessage']
const timeKeys = [
  'time',
  'timestamp',
  'ts',
  '@timestamp',
  '@t',
  'Timestamp',
  'datetime',
  'asctime',
  'eventTime',
  'instant',
]
const errorKeys = ['err', 'error', 'exception', 'exc', 'thrown', 'throwable', 'exc_info', 'Exception', '@x', 'cause']
const stackKeys = [
  'stack',
  'stacktrace',
  'stack_trace',
  'exc_info',
  'exception',
  '@x',
  'error.stack_trace',
  'errorVerbose',
  'exc_text',
  'traceback',
  'Exception',
  'full_message',
  'stackTrace',
]
const typeKeys = [
  'type',
  'name',
  'class',
  'kind',
  'exc_type',
  'error.type',
  'exception.type',
  'className',
  'exceptionClass',
  'errorType',
]

/** True for a record at the level of an error; pino and bunyan count 50 and up, logback's `level_value` 40000. */
export function isErrorRecord(record: JsonObject): boolean {
  const level = levelKeys.map((key) => at(record, key)).find((value) => value !== undefined)
  if (typeof level === 'number') return level >= 50 && level <= 100
  if (typeof level === 'string') return errorLevel.test(level)
  return (
    level === undefined &&
    errorKeys.some((key) => isObject(record[key]) && textOf(field(record[key], 'stack')) !== undefined)
  )
}

/** Dotted keys stand as written or as nested objects: `log.level` and `{ log: { level } }`. */
function at(record: JsonObject, key: string): unknown {
  if (Object.hasOwn(record, key)) return record[key]
  return key.includes('.') ? field(record, ...key.split('.')) : undefined
}

function firstText(record: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = textOf(at(record, key))
    if (found !== undefined) return found
  }
  return undefined
}

export function recordDraft(record: JsonObject, text: string, line: number, explain: (text: string) => Trace): Draft {
  const error = errorObject(record)
  const stack = stackText(error) ?? stackText(record)
  const trace = explain(stack ?? textOf(error['message']) ?? firstText(record, messageKeys) ?? '')
  const listed = listedFrames(error) ?? listedFrames(record)
  const logged = firstText(record, messageKeys)
  const named =
    firstText(error, typeKeys) ?? (stack === undefined ? undefined : firstText(record, ['error.type', 'errorType']))
  const said =
    textOf(error['message']) ?? textOf(error['exc_value']) ?? textOf(at(record, 'error.message')) ?? plainError(record)
  return {
    kind: 'exception',
    exception: trace.exception ?? named,
    message: trace.exception === undefined ? (said ?? logged) : trace.message || said || logged,
    detail: [logged, stack ?? said].filter(Boolean).join('\n') || text,
    frames: listed ?? trace.frames,
    location: callerOf(record),
    sourceLines: [line, line],
    time: timeKeys.map((key) => timeOf(at(record, key))).find((time) => time !== undefined),
    event: record,
  }
}

function errorObject(record: JsonObject): JsonObject {
  for (const key of errorKeys) {
    const value = at(record, key)
    const first = Array.isArray(value) ? value.at(-1) : value
    if (isObject(first)) return first
  }
  return objectOf(undefined)
}

/** An error that is text: logrus, zap and zerolog write `"error": "open x: no such file"`. */
function plainError(record: JsonObject): string | undefined {
  return textOf(record['error']) ?? textOf(record['err'])
}

function stackText(record: JsonObject): string | undefined {
  for (const key of stackKeys) {
    const value = at(record, key)
    if (typeof value === 'string' && value.includes('\n')) return value
    if (Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string'))
      return value.join('\n')
  }
  return undefined
}

/** Frames as objects: zerolog, log4j's `extendedStackTrace`, structlog's dict tracebacks. */
function listedFrames(record: JsonObject): RawFrame[] | undefined {
  for (const key of ['stack', 'extendedStackTrace', 'frames', 'stackTrace', 'stacktrace']) {
    const list = listOf(at(record, key)).filter(isObject)
    if (list.length === 0) continue
    const frames = list.map(frameOf).filter((frame) => frame.file !== '')
    // structlog lists frames in the order of the call.
    return field(record, 'exc_type') === undefined ? frames : frames.reverse()
  }
  return undefined
}

function frameOf(frame: JsonObject): RawFrame {
  const file =
    textOf(frame['file']) ?? textOf(frame['filename']) ?? textOf(frame['source']) ?? textOf(frame['fileName']) ?? ''
  const line = wholeOf(frame['line'] ?? frame['lineno'] ?? frame['lineNumber']) ?? wholeOf(Number(frame['line']))
  const called = textOf(frame['func']) ?? textOf(frame['function']) ?? textOf(frame['name']) ?? textOf(frame['method'])
  return { file, ...(line === undefined ? {} : { line }), ...(called === undefined ? {} : { function: called }) }
}

/** Where the record was logged, as zap, logrus, slog and python-json-logger say: `caller: "pkg/x.go:12"`. */
function callerOf(record: JsonObject): Draft['location'] {
  const caller = textOf(record['caller']) ?? textOf(record['file'])
  const printed = caller === undefined ? null : /^(.{1,1000}):(\d{1,9})$/.exec(caller)
  if (printed !== null) return { file: printed[1] ?? '', line: Number(printed[2]) }
  const source = objectOf(record['source'])
  const file = textOf(source['file']) ?? textOf(record['pathname'])
  const line = wholeOf(source['line'] ?? record['lineno'])
  return file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }) }
}
