import { field, listOf, textOf, wholeOf } from '../json/values.js'
import { linterJson } from './linter-json.js'

/** `eslint -f json`; `fatal` is a file that does not parse. Severity 1 is a warning. */
export const eslintJson = linterJson({
  format: 'eslint-json',
  recognises: (document) => Array.isArray(document) && document.length > 0 && document.every(isFile),
  *findings(document) {
    for (const one of listOf(document)) {
      const file = textOf(field(one, 'filePath'))
      for (const message of listOf(field(one, 'messages'))) {
        const isFatal = field(message, 'fatal') === true
        yield {
          file,
          line: wholeOf(field(message, 'line')),
          column: wholeOf(field(message, 'column')),
          rule: textOf(field(message, 'ruleId')),
          message: textOf(field(message, 'message')) ?? 'n/a',
          severity: isFatal || field(message, 'severity') !== 1 ? 'error' : 'warning',
        }
      }
    }
  },
})

function isFile(value: unknown): boolean {
  return textOf(field(value, 'filePath')) !== undefined && Array.isArray(field(value, 'messages'))
}
