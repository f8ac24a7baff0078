import type { JsonFormat } from '../json/format.js'
import { field, isObject, listOf } from '../json/values.js'
import { otlpDrafts } from './otlp-drafts.js'

/** OTLP in JSON: logs at the level of an error, exception events of spans, spans that failed without one. */
export const otlp: JsonFormat = {
  format: 'otlp-json',
  recognises: isOtlp,
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
