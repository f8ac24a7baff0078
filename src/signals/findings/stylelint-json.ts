import { field, listOf, textOf, wholeOf } from '../json/values.js'
import { linterJson } from './linter-json.js'

/** `stylelint --formatter json`. */
export const stylelintJson = linterJson({
  format: 'stylelint-json',
  recognises: (document) =>
    Array.isArray(document) &&
    document.length > 0 &&
    document.every((one) => Array.isArray(field(one, 'warnings')) && field(one, 'source') !== undefined),
  *findings(document) {
    for (const one of listOf(document)) {
      for (const warning of [...listOf(field(one, 'warnings')), ...listOf(field(one, 'parseErrors'))]) {
        yield {
          file: textOf(field(one, 'source')),
          line: wholeOf(field(warning, 'line')),
          column: wholeOf(field(warning, 'column')),
          rule: textOf(field(warning, 'rule')),
          message: textOf(field(warning, 'text')) ?? '',
          severity: textOf(field(warning, 'severity')) ?? 'error',
        }
      }
    }
  },
})
