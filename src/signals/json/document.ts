import { jsonFormats } from '../all.js'
import { openLog } from '../lines/log.js'
import type { Parser, Reader, Sink } from '../reader.js'
import type { JsonText } from './format.js'
import { deepest, isTooDeep, prefixOf } from './prefix.js'
import { checkShape } from './shape.js'
import { isObject, parsed, wholeOf } from './values.js'

/** A document is held whole: text and values of 32 MiB take some 200 MiB. Test reports of that size are XML or lines. */
const longestDocument = 32 * 1024 * 1024

/** Any JSON document: read whole, then told apart by its keys. What no format knows may still be a record of a log. */
export const jsonDocument: Reader = {
  format: 'unknown',
  recognises: (head) => beginsDocument(head) && !isRecordPerLine(head),
  open: openDocument,
}

/** What `npm run`, `pnpm` and `yarn` print above a script's output. */
const runnerLines = /^\uFEFF?(?:(?:> [^\n]{0,1000}|\$ [^\n]{0,1000}|yarn run v[^\n]{0,40}|[ \t\r]{0,80})\n){0,20}/
/** A log may begin with `[INFO]` or `[2024-01-02 …]`: a document goes on with a value. */
const opening =
  /^\s{0,200}(?:\{\s{0,200}(?:["}]|$)|\[\s{0,200}(?:[[\]{"]|$|(?:-?\d{1,20}(?:\.\d{1,20})?|null|true|false)\s{0,20}(?:,|\]\s{0,20}$)))/

function beginsDocument(head: string): boolean {
  return opening.test(head.replace(runnerLines, ''))
}

/** The document alone, with its lines where they were. */
function withoutRunner(text: string): string {
  return text.replace(runnerLines, (lines) => lines.replace(/[^\n]/g, ''))
}

/** True for newline-delimited JSON: the first line is whole, and another follows. */
function isRecordPerLine(head: string): boolean {
  const text = head.replace(/^[\s\uFEFF]+/, '')
  const end = text.indexOf('\n')
  if (end < 0 || text.slice(end).trim() === '') return false
  const first = text.slice(0, end).trim()
  return first.endsWith('}') && parsed(first) !== undefined
}

function openDocument(sink: Sink): Parser {
  const pieces: string[] = []
  let length = 0
  return {
    write(text) {
      length += text.length
      if (length <= longestDocument) pieces.push(text)
      else pieces.length = 0
    },
    end() {
      if (length > longestDocument)
        sink.incomplete(`${sink.source} is a JSON document of more than ${longestDocument} characters`)
      else readDocument(withoutRunner(pieces.join('')), sink)
    },
  }
}

function readDocument(text: string, sink: Sink): void {
  if (isTooDeep(text)) {
    sink.incomplete(`values nested deeper than ${deepest} in ${sink.source}`)
    return
  }
  const whole = parsed(text)
  const prefix = whole === undefined ? prefixOf(text) : undefined
  // Records of a log follow each other, and each is a document.
  const areRecords = prefix?.isWhole === true && /^\s{0,20}\{/.test(text.slice(prefix.end, prefix.end + 40))
  const document = areRecords ? undefined : (whole ?? prefix?.value)
  const format = document === undefined ? undefined : jsonFormats.find((candidate) => candidate.recognises(document))
  if (prefix?.isWhole === false && isTelling(document))
    sink.incomplete(`${sink.source} is cut off or not well-formed JSON: what stands before the break was read`)
  if (format === undefined) {
    readUnknown(whole, text, sink)
    return
  }
  if (prefix?.isWhole === true) sink.note(`text after the JSON document in ${sink.source} was not read`)
  sink.format(format.format)
  if (format.shape !== undefined) checkShape(document, format.shape, sink)
  let reported = 0
  const report: Sink['report'] = (draft) => {
    reported++
    sink.report(draft)
  }
  format.read(document, { ...sink, report }, jsonText(text))
  const stated = wholeOf(format.stated?.(document)) ?? 0
  if (stated > 0 && reported === 0)
    sink.incomplete(`${sink.source} counts ${stated} failure${stated === 1 ? '' : 's'} and lists none`)
}

/** Text of a log may begin like JSON: `[INFO] …`, `{}`. */
function isTelling(document: unknown): boolean {
  return Array.isArray(document) ? document.length > 0 : isObject(document) && Object.keys(document).length > 0
}

/** A record that a log holds alone, text in braces, or JSON that is cut off. */
function readUnknown(document: unknown, text: string, sink: Sink): void {
  const log = openLog(sink)
  log.write(document === undefined ? text : `${JSON.stringify(document)}\n`)
  if (log.end()) return
  const what =
    document === undefined ? 'text that begins like JSON and is none, or is cut off' : 'JSON of no known report'
  sink.incomplete(`not a report I know: ${sink.source} is ${what}; first bytes ${JSON.stringify(text.slice(0, 60))}`)
}

/** Values that are written in another way than ours (`\u00e9`, `\/`) are not found: looking for them has an end. */
const mostPasses = 8

function jsonText(text: string): JsonText {
  let from = 0
  let line = 1
  let left = text.length * mostPasses
  return {
    lines: countLines(text, 0, text.length) + 1,
    lineOf(value) {
      if (left <= 0) return line
      const at = text.indexOf(JSON.stringify(value), from)
      left -= (at < 0 ? text.length : at) - from
      if (at < 0) return line
      line += countLines(text, from, at)
      from = at
      return line
    },
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++
  return lines
}
