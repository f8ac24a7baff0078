import type { LineReader } from '../lines/line-reader.js'
import { cargoMessages } from './cargo-messages.js'
import { dartJson } from './dart-json.js'
import { goTestJson } from './go-test-json.js'
import { libtestJson } from './libtest-json.js'
import { lintRecords } from './lint-records.js'
import { otlpLines } from './otlp-lines.js'
import { printedReports } from './printed-reports.js'
import { pytestReportlog } from './pytest-reportlog.js'

/** Tools that write one JSON record a line. Their records are theirs: no log and no console is read from them. */
export const streams: readonly LineReader[] = [
  goTestJson,
  libtestJson,
  cargoMessages,
  dartJson,
  pytestReportlog,
  lintRecords,
  otlpLines,
  printedReports,
]
