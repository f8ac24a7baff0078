import { field, listOf, textOf, wholeOf } from '../json/values.js'
import { linterJson } from './linter-json.js'

/** `pyright --outputjson`, basedpyright's too. Lines and columns count from 0. */
export const pyrightJson = linterJson({
  format: 'pyright-json',
  recognises: (document) => Array.isArray(field(document, 'generalDiagnostics')),
  *findings(document) {
    for (const one of listOf(field(document, 'generalDiagnostics'))) {
      const line = wholeOf(field(one, 'range', 'start', 'line'))
      const column = wholeOf(field(one, 'range', 'start', 'character'))
      yield {
        file: textOf(field(one, 'file')) ?? textOf(field(one, 'uri')),
        line: line === undefined ? undefined : line + 1,
        column: column === undefined ? undefined : column + 1,
        rule: textOf(field(one, 'rule')),
        message: textOf(field(one, 'message')) ?? '',
        severity: textOf(field(one, 'severity')),
      }
    }
  },
})
