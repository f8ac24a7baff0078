import type { SpanValue } from '../ports.js'

export interface Span {
  /** 32 and 16 hex digits. */
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  /** Milliseconds since 1970. */
  readonly start: number
  readonly end: number
  readonly attributes: Readonly<Record<string, SpanValue>>
  readonly error?: string
}

const kindInternal = 1
const kindClient = 3
const statusError = 2

/** Spans as an ExportTraceServiceRequest in OTLP's JSON: ids in hex, 64-bit numbers as text. */
export function exportRequest(spans: readonly Span[], version: string) {
  return {
    resourceSpans: [
      {
        resource: { attributes: keyValues({ 'service.name': 'suture', 'service.version': version }) },
        scopeSpans: [{ scope: { name: 'suture', version }, spans: spans.map(spanJson) }],
      },
    ],
  }
}

function spanJson({ traceId, spanId, parentSpanId, name, start, end, attributes, error }: Span) {
  const failed = error === undefined ? {} : { 'error.type': attributes['error.type'] ?? '_OTHER' }
  return {
    traceId,
    spanId,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name,
    kind: attributes['gen_ai.operation.name'] === 'chat' ? kindClient : kindInternal,
    startTimeUnixNano: `${start}000000`,
    endTimeUnixNano: `${Math.max(start, end)}000000`,
    attributes: keyValues({ ...attributes, ...failed }),
    status: error === undefined ? {} : { code: statusError, message: error },
  }
}

function keyValues(attributes: Readonly<Record<string, SpanValue>>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }))
}

function anyValue(value: SpanValue): object {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'object') return { arrayValue: { values: value.map((each) => ({ stringValue: each })) } }
  return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}
