import type { JsonFormat, JsonText } from '../json/format.js'
import { field, listOf, textOf, wholeOf } from '../json/values.js'
import type { RawFrame, Sink } from '../reader.js'

/** `gcc -fdiagnostics-format=json`: notes are children of what they explain. */
export const gccJson: JsonFormat = {
  format: 'gcc-json',
  recognises: (document) =>
    Array.isArray(document) &&
    document.length > 0 &&
    document.every((one) => Array.isArray(field(one, 'locations')) && textOf(field(one, 'kind')) !== undefined),
  read(document, sink, text) {
    for (const one of listOf(document)) readDiagnostic(one, sink, text)
  },
}

const harmless = new Set(['warning', 'note', 'ignored', 'pedwarn'])

function readDiagnostic(one: unknown, sink: Sink, text: JsonText): void {
  if (harmless.has(textOf(field(one, 'kind')) ?? '')) return
  const message = textOf(field(one, 'message')) ?? ''
  const option = textOf(field(one, 'option'))
  const children = listOf(field(one, 'children'))
  const frames = [one, ...children].map(frameOf).filter((frame) => frame !== undefined)
  const notes = children.map(
    (child) => `${textOf(field(child, 'kind')) ?? 'note'}: ${textOf(field(child, 'message')) ?? ''}`,
  )
  const line = text.lineOf(message)
  sink.report({
    kind: 'build',
    title: option === undefined ? message : `${option}: ${message}`,
    message,
    detail: [message, ...notes].join('\n'),
    location: frames[0],
    frames,
    sourceLines: [line, line],
  })
}

function frameOf(diagnostic: unknown): RawFrame | undefined {
  const caret = field(listOf(field(diagnostic, 'locations'))[0], 'caret')
  const file = textOf(field(caret, 'file'))
  if (file === undefined) return undefined
  const line = wholeOf(field(caret, 'line'))
  const column = wholeOf(field(caret, 'display-column')) ?? wholeOf(field(caret, 'column'))
  return { file, ...(line ? { line } : {}), ...(line && column ? { column } : {}) }
}
