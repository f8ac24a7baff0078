import { field, listOf, textOf, wholeOf } from '../json/values.js'
import { linterJson } from './linter-json.js'

/** `tslint --format json`. Lines and columns count from 0. */
export const tslintJson = linterJson({
  format: 'tslint-json',
  recognises: (document) =>
    Array.isArray(document) &&
    document.length > 0 &&
    document.every((one) => textOf(field(one, 'failure')) !== undefined && field(one, 'startPosition') !== undefined),
  *findings(document) {
    for (const one of listOf(document)) {
      yield {
        file: textOf(field(one, 'name')),
        line: (wholeOf(field(one, 'startPosition', 'line')) ?? -1) + 1,
        column: (wholeOf(field(one, 'startPosition', 'character')) ?? -1) + 1,
        rule: textOf(field(one, 'ruleName')),
        message: textOf(field(one, 'failure')) ?? '',
        severity: textOf(field(one, 'ruleSeverity')) ?? 'error',
      }
    }
  },
})
