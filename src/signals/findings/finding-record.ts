import { field, type JsonObject, textOf, wholeOf } from '../json/values.js'
import type { Finding } from './finding.js'

/** How tools name what they all say; the first that is there is taken. */
const files = [
  'file',
  'filename',
  'fileName',
  'file_name',
  'filePath',
  'file_path',
  'filepath',
  'path',
  'Filename',
  'location.path',
  'location.file',
  'Pos.Filename',
  'position.file',
  'location.filename',
]
const lines = [
  'line',
  'lineno',
  'lineNumber',
  'line_number',
  'line_no',
  'lineStart',
  'line_from',
  'startLine',
  'start_line',
  'row',
  'Line',
  'location.row',
  'location.line',
  'location.start_line',
  'location.lines.begin',
  'location.positions.begin.line',
  'location.start.line',
  'start.line',
  'range.start.line',
  'position.line',
  'Pos.Line',
]
const columns = [
  'column',
  'col',
  'columnNumber',
  'column_number',
  'column_from',
  'columnStart',
  'startColumn',
  'character',
  'location.column',
  'location.positions.begin.column',
  'location.start.column',
  'start.col',
  'start.column',
  'range.start.col',
  'position.column',
  'Pos.Column',
]
const messages = [
  'message',
  'msg',
  'text',
  'Text',
  'Message',
  'description',
  'reason',
  'issue_text',
  'failure',
  'extra.message',
  'warning',
  'title',
  'ruleDescription',
]
const rules = [
  'symbol',
  'rule',
  'ruleId',
  'rule_id',
  'ruleName',
  'check_name',
  'check_id',
  'check',
  'Check',
  'code',
  'cop_name',
  'test_id',
  'linter',
  'FromLinter',
  'kind',
  'identifier',
  'source',
  'category',
  'id',
  'message-id',
  'type',
]
const severities = ['severity', 'level', 'Severity', 'issue_severity', 'extra.severity', 'type']

/** @param file where the record stands below its file */
export function findingOf(record: JsonObject, file: string | undefined): Finding {
  return {
    file: text(record, files) ?? file,
    line: whole(record, lines),
    column: whole(record, columns),
    rule: ruleOf(record),
    message: text(record, messages) ?? text(record, ['ruleDescription', 'details', 'content', 'content.body']) ?? '',
    severity: text(record, severities),
    more: text(record, ['hint', 'help', 'url', 'ruleInformation', 'errorDetail', 'Link']),
  }
}

/** A code may be a number (`2086`), a list of names (`MD013/line-length`), or an object that holds it. */
function ruleOf(record: JsonObject): string | undefined {
  const names = record['ruleNames']
  if (Array.isArray(names)) return names.map(textOf).filter(Boolean).join('/')
  for (const key of rules) {
    const value = at(record, key)
    const found =
      textOf(value) ??
      (typeof value === 'number' ? String(value) : undefined) ??
      textOf(field(value, 'value')) ??
      textOf(field(value, 'id'))
    if (found !== undefined) return found
  }
  return undefined
}

function text(record: JsonObject, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const found = textOf(at(record, key))
    if (found !== undefined) return found
  }
  return undefined
}

/** Some tools write numbers as text. */
function whole(record: JsonObject, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = at(record, key)
    const found = wholeOf(typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value)
    if (found !== undefined) return found
  }
  return undefined
}

function at(record: JsonObject, key: string): unknown {
  return key.includes('.') ? field(record, ...key.split('.')) : field(record, key)
}
