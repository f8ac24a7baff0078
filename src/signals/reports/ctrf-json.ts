import type { TestName, TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'

/** Common Test Report Format 1: `results.tests`, one object a test, whatever the runner. */
export const ctrfJson: JsonFormat = {
  format: 'ctrf-json',
  recognises: (document) =>
    Array.isArray(field(document, 'results', 'tests')) &&
    (isObject(field(document, 'results', 'tool')) || isObject(field(document, 'results', 'summary'))),
  shape: {
    results: {
      tests: [{ name: 'text', status: /^(?:passed|failed|skipped|pending|other)$/, 'suite?': 'text|list' }],
    },
  },
  stated: (document) => field(document, 'results', 'summary', 'failed'),
  read(document, sink, text) {
    for (const one of listOf(field(document, 'results', 'tests'))) if (isObject(one)) readTest(one, sink, text)
  },
}

/** `skipped`, `pending` and `other` did not run to a result. */
const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
])

function readTest(one: JsonObject, sink: Sink, text: JsonText): void {
  const name = textOf(one['name']) ?? ''
  const file = textOf(one['filePath'])
  const test: TestName = { ...suiteOf(one['suite'], file), name, ...(file === undefined ? {} : { file }) }
  const status = statuses.get(textOf(one['status']) ?? '') ?? 'skipped'
  sink.testCase(test, status)
  if (status === 'passed' && one['flaky'] === true) sink.retried(test, Math.max(1, wholeOf(one['retries']) ?? 1))
  if (status !== 'failed') return
  const at = text.lineOf(name)
  const line = wholeOf(one['line'])
  const said = textOf(one['message'])
  // A retry that failed may say what the last one left out.
  const retry = listOf(one['retryAttempts']).find((attempt) => textOf(field(attempt, 'message')) !== undefined)
  sink.report(
    failedTest(
      test,
      {
        message: said ?? textOf(field(retry, 'message')),
        text: textOf(one['trace']) ?? textOf(field(retry, 'trace')) ?? textOf(one['snippet']),
        place: file === undefined ? undefined : { file, ...(line ? { line } : {}) },
      },
      [at, at],
    ),
  )
}

/** A list of suites, or, as older writers do, one text. A suite that only repeats the file says nothing. */
function suiteOf(suite: unknown, file: string | undefined): { suite?: string } {
  const names = (Array.isArray(suite) ? suite : [suite]).map(textOf).filter((name) => name !== undefined)
  const told = names.filter((name) => name !== file)
  return told.length === 0 ? {} : { suite: told.join(' › ') }
}
