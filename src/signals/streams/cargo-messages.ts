import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { recordReader } from './record-reader.js'

/** cargo's `--message-format=json` and rustc's `--error-format=json`. Warnings fail no build. */
export const cargoMessages = recordReader({
  format: 'rustc-json',
  wakes: /^\s{0,20}\{"(?:reason|\$message_type|message)": ?"/,
  open(sink) {
    let isBuild = false
    let hasFinished = false
    return {
      record({ value, line }) {
        const reason = textOf(value['reason'])
        if (reason === 'build-finished') hasFinished = true
        if (reason === 'compiler-message' && isObject(value['message'])) report(sink, value['message'], line)
        else if (reason === undefined && Array.isArray(value['spans']) && textOf(value['level']) !== undefined)
          report(sink, value, line)
        else if (reason === undefined || !reasons.has(reason)) return false
        isBuild ||= reason === 'compiler-artifact' || reason === 'build-script-executed'
        return true
      },
      end() {
        // Messages alone may have been picked out; a whole build has said how it ended since Cargo 1.44.
        if (isBuild && !hasFinished) sink.incomplete(`${sink.source} ends before the build is finished`)
      },
    }
  },
})

const reasons = new Set(['compiler-artifact', 'build-script-executed', 'build-finished', 'timing-info'])
/** `aborting due to 2 previous errors` and the like sum up. */
const summing = /^(?:aborting due to|Some errors have detailed|For more information|\d+ warnings? emitted)/

function report(sink: LineSink, message: JsonObject, line: number): void {
  const said = textOf(message['message']) ?? ''
  const level = textOf(message['level']) ?? ''
  if (!level.startsWith('error') || summing.test(said)) return
  const spans = listOf(message['spans']).filter(isObject)
  const primary = spans.find((span) => span['is_primary'] === true) ?? spans[0]
  const code = textOf(field(message, 'code', 'code'))
  const frames = spanFrames(primary)
  sink.report({
    kind: 'build',
    title: code === undefined ? said : `${code}: ${said}`,
    message: said,
    detail: (textOf(message['rendered']) ?? said).replace(/\x1b\[[\d;]{0,20}m/g, ''),
    location: frames[0],
    frames,
    sourceLines: [line, line],
  })
}

/** A macro's span stands in the macro; where it was used is in `expansion`. Nested as macros are, and no deeper. */
const mostExpansions = 16

function spanFrames(span: JsonObject | undefined): RawFrame[] {
  const frames: RawFrame[] = []
  let at: unknown = span
  while (isObject(at) && frames.length < mostExpansions) {
    const file = textOf(at['file_name'])
    const line = wholeOf(at['line_start'])
    const column = wholeOf(at['column_start'])
    if (file !== undefined) frames.push({ file, ...(line ? { line } : {}), ...(line && column ? { column } : {}) })
    at = field(at, 'expansion', 'span')
  }
  return frames
}
