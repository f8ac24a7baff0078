import type { JsonFormat } from '../json/format.js'
import type { Shape } from '../json/shape.js'
import { field, isObject, listOf } from '../json/values.js'
import { otlpDrafts } from './otlp-drafts.js'

const attributes: Shape = [{ key: 'text', 'value?': 'object' }]
const records: Shape = [
  {
    'attributes?': attributes,
    'body?': 'object|text',
    'severityNumber?': 'number|text',
    'severity_number?': 'number|text',
    'severityText?': 'text',
  },
]
const logScopes: Shape = [{ 'logRecords?': records, 'log_records?': records }]
const logs: Shape = { 'scopeLogs?': logScopes, 'scope_logs?': logScopes, 'instrumentationLibraryLogs?': logScopes }
const spanScopes: Shape = [
  {
    'spans?': [
      {
        'name?': 'text',
        'status?': { 'code?': 'number|text', 'message?': 'text' },
        'events?': [{ name: 'text', 'attributes?': attributes }],
      },
    ],
  },
]
const spans: Shape = {
  'scopeSpans?': spanScopes,
  'scope_spans?': spanScopes,
  'instrumentationLibrarySpans?': spanScopes,
}

/** OTLP in JSON: logs at the level of an error, exception events of spans, spans that failed without one. */
export const otlp: JsonFormat = {
  format: 'otlp-json',
  recognises: isOtlp,
  shape: {
    'resourceLogs?': [logs],
    'resource_logs?': [logs],
    'resourceSpans?': [spans],
    'resource_spans?': [spans],
  },
  read(document, sink, text) {
    for (const draft of otlpDrafts(document, (said) => text.lineOf(said))) sink.report(draft)
  },
}

export function isOtlp(document: unknown): boolean {
  const keys = ['resourceLogs', 'resourceSpans', 'resourceMetrics', 'resource_logs', 'resource_spans']
  return (
    isObject(document) &&
    keys.some((key) => Array.isArray(document[key])) &&
    listOf(field(document, 'runs')).length === 0
  )
}
