import { field, listOf, textOf, wholeOf } from '../json/values.js'
import { strict } from './finding.js'
import { linterJson } from './linter-json.js'

/** `rubocop --format json`, standardrb's too. A convention fails a run like an error; what was corrected does not. */
export const rubocopJson = linterJson({
  format: 'rubocop-json',
  harmless: strict,
  recognises: (document) =>
    Array.isArray(field(document, 'files')) &&
    listOf(field(document, 'files')).every((file) => Array.isArray(field(file, 'offenses'))) &&
    field(document, 'summary', 'offense_count') !== undefined,
  *findings(document) {
    for (const file of listOf(field(document, 'files'))) {
      for (const offense of listOf(field(file, 'offenses'))) {
        if (field(offense, 'corrected') === true) continue
        yield {
          file: textOf(field(file, 'path')),
          line: wholeOf(field(offense, 'location', 'start_line')) ?? wholeOf(field(offense, 'location', 'line')),
          column: wholeOf(field(offense, 'location', 'start_column')) ?? wholeOf(field(offense, 'location', 'column')),
          rule: textOf(field(offense, 'cop_name')),
          message: textOf(field(offense, 'message')) ?? '',
          severity: textOf(field(offense, 'severity')),
        }
      }
    }
  },
})
