import type { TestStatus } from '../../domain.js'
import { field, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { LineSink } from '../lines/line-reader.js'
import { failedTest } from '../reports/failed-test.js'
import { pytestName } from '../reports/pytest-json.js'
import { recordReader } from './record-reader.js'

/** pytest-reportlog: a record a phase of a test. */
export const pytestReportlog = recordReader({
  format: 'pytest-reportlog',
  wakes: /^\s{0,20}\{"(?:pytest_version|nodeid|exitstatus|\$report_type)": ?["\d]/,
  open(sink) {
    let hasBegun = false
    let hasEnded = false
    return {
      record({ value, line }) {
        const type = textOf(value['$report_type'])
        if (type === 'SessionStart') hasBegun = true
        if (type === 'SessionFinish') hasEnded = true
        if (type === 'TestReport' || type === 'CollectReport') onReport(sink, value, line)
        return type !== undefined
      },
      end() {
        if (hasBegun && !hasEnded) sink.incomplete(`${sink.source} ends before the session is finished`)
      },
    }
  },
})

function onReport(sink: LineSink, value: JsonObject, line: number): void {
  const id = textOf(value['nodeid']) ?? ''
  const when = textOf(value['when'])
  const outcome = textOf(value['outcome'])
  const status = statusOf(when, outcome)
  if (status === undefined) return
  const test = pytestName(id)
  sink.testCase(test, status)
  if (status !== 'failed' && status !== 'errored') return
  const crash = field(value, 'longrepr', 'reprcrash')
  const at = wholeOf(listOf(value['location'])[1])
  const text = textOf(value['longrepr']) ?? printed(value['longrepr'])
  const file = textOf(field(crash, 'path')) ?? test.file ?? id
  const number = wholeOf(field(crash, 'lineno')) ?? (at === undefined ? undefined : at + 1)
  const place = { file, ...(number === undefined ? {} : { line: number }) }
  sink.report(
    failedTest(test, { message: textOf(field(crash, 'message')), text, place, frames: [place] }, [line, line]),
  )
}

/** A test is counted by its call; a set-up or tear-down only where it fails, a set-up also where it skips. */
function statusOf(when: string | undefined, outcome: string | undefined): TestStatus | undefined {
  if (when === 'call') return outcome === 'passed' ? 'passed' : outcome === 'failed' ? 'failed' : 'skipped'
  if (outcome === 'failed') return 'errored'
  return when === 'setup' && outcome === 'skipped' ? 'skipped' : undefined
}

/** What pytest printed: the lines of its entries. */
function printed(repr: unknown): string {
  return listOf(field(repr, 'reprtraceback', 'reprentries'))
    .flatMap((entry) => listOf(field(entry, 'data', 'lines')))
    .map(textOf)
    .filter(Boolean)
    .join('\n')
}
