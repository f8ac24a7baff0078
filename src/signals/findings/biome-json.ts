import { field, listOf, textOf, wholeOf } from '../json/values.js'
import { linterJson } from './linter-json.js'

/** `biome --reporter=json`: places are byte offsets into the file, which stands beside them where it is short. */
export const biomeJson = linterJson({
  format: 'biome-json',
  recognises: (document) =>
    Array.isArray(field(document, 'diagnostics')) &&
    (field(document, 'command') !== undefined || field(document, 'summary', 'errors') !== undefined) &&
    listOf(field(document, 'diagnostics')).every((one) => field(one, 'location') !== undefined),
  *findings(document) {
    for (const one of listOf(field(document, 'diagnostics'))) {
      const path = field(one, 'location', 'path')
      yield {
        file: textOf(path) ?? textOf(field(path, 'file')),
        ...placeOf(field(one, 'location')),
        rule: textOf(field(one, 'category')),
        message: textOf(field(one, 'description')) ?? contentOf(field(one, 'message')),
        severity: textOf(field(one, 'severity')),
      }
    }
  },
})

/** Marked-up text comes in pieces. */
function contentOf(message: unknown): string {
  return (
    textOf(message) ??
    listOf(message)
      .map((piece) => textOf(field(piece, 'content')) ?? '')
      .join('')
  )
}

function placeOf(location: unknown): { line?: number; column?: number } {
  const start = field(location, 'start')
  const line = wholeOf(field(start, 'line'))
  const column = wholeOf(field(start, 'column'))
  if (line !== undefined) return { line, ...(column === undefined ? {} : { column }) }
  const source = textOf(field(location, 'sourceCode'))
  const offset = wholeOf(listOf(field(location, 'span'))[0])
  if (source === undefined || offset === undefined) return {}
  const above = Buffer.from(source).subarray(0, offset).toString().split('\n')
  return { line: above.length, column: (above.at(-1) ?? '').length + 1 }
}
