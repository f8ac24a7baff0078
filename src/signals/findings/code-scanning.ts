import type { JsonFormat, JsonText } from '../json/format.js'
import { checkShape, type Shape } from '../json/shape.js'
import { field, isObject, type JsonObject, listOf, textOf, timeOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'

/** Alerts of GitHub code scanning, as the API lists them, one alone, or in a webhook's or a dispatch's payload. */
export const codeScanning: JsonFormat = {
  format: 'code-scanning-alerts',
  recognises: (document) => {
    const alerts = alertsIn(document)
    return alerts.length > 0 && alerts.every(isAlert)
  },
  read(document, sink, text) {
    checkShape(alertsIn(document), [alertShape], sink)
    for (const alert of alertsIn(document)) if (isObject(alert)) readAlert(alert, sink, text)
  },
}

const alertShape: Shape = {
  state: /^(?:open|closed|dismissed|auto_dismissed|fixed|resolved)$/,
  rule: { 'id?': 'text' },
}

function alertsIn(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document
  const wrapped =
    field(document, 'alert') ?? field(document, 'client_payload', 'alert') ?? field(document, 'client_payload')
  return [isAlert(wrapped) ? wrapped : document]
}

function isAlert(value: unknown): boolean {
  return isObject(field(value, 'rule')) && isObject(field(value, 'tool')) && textOf(field(value, 'state')) !== undefined
}

/** Dismissed and fixed alerts ask for nothing. */
function readAlert(alert: JsonObject, sink: Sink, text: JsonText): void {
  if (alert['state'] !== 'open') return
  const instance = alert['most_recent_instance'] ?? listOf(alert['instances'])[0]
  const id = textOf(field(alert, 'rule', 'id')) ?? textOf(field(alert, 'rule', 'name'))
  const description = textOf(field(alert, 'rule', 'description'))
  const message = textOf(field(instance, 'message', 'text')) ?? description ?? ''
  const file = textOf(field(instance, 'location', 'path'))
  const line = wholeOf(field(instance, 'location', 'start_line'))
  const column = wholeOf(field(instance, 'location', 'start_column'))
  const place = { ...(line ? { line } : {}), ...(line && column ? { column } : {}) }
  const at = text.lineOf(textOf(field(instance, 'message', 'text')) ?? id ?? '')
  const severity = textOf(field(alert, 'rule', 'security_severity_level')) ?? textOf(field(alert, 'rule', 'severity'))
  const help = textOf(field(alert, 'rule', 'full_description')) ?? description
  sink.report({
    kind: 'finding',
    title: [id, message].filter(Boolean).join(': '),
    message,
    detail: [
      `${textOf(field(alert, 'tool', 'name')) ?? 'code scanning'} ${id ?? ''} (${severity ?? 'no severity'}): ${message}`,
      help,
      textOf(alert['html_url']),
    ]
      .filter(Boolean)
      .join('\n'),
    location: file === undefined ? undefined : { file, ...place },
    frames: file === undefined ? [] : [{ file, ...place }],
    sourceLines: [at, at],
    time: timeOf(alert['created_at']),
    event: alert,
  })
}
