import type { TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'

/** GoogleTest's `--gtest_output=json`. */
export const gtestJson: JsonFormat = {
  format: 'gtest-json',
  recognises: (document) =>
    Array.isArray(field(document, 'testsuites')) &&
    listOf(field(document, 'testsuites')).every((suite) => Array.isArray(field(suite, 'testsuite'))),
  shape: { testsuites: [{ testsuite: [{ name: 'text', 'failures?': [{ failure: 'text' }], 'status?': 'text' }] }] },
  stated: (document) => field(document, 'failures'),
  read(document, sink, text) {
    for (const suite of listOf(field(document, 'testsuites'))) {
      const name = textOf(field(suite, 'name'))
      for (const one of listOf(field(suite, 'testsuite'))) if (isObject(one)) readTest(one, name, sink, text)
    }
  },
}

function readTest(one: JsonObject, suite: string | undefined, sink: Sink, text: JsonText): void {
  const name = textOf(one['name']) ?? ''
  const file = textOf(one['file'])
  const test = { ...(suite === undefined ? {} : { suite }), name, ...(file === undefined ? {} : { file }) }
  const listed = listOf(one['failures'])
  const failures = listed.map((one) => textOf(field(one, 'failure'))).filter((said) => said !== undefined)
  const status = statusOf(one, listed.length > 0)
  sink.testCase(test, status)
  if (status !== 'failed') return
  const at = text.lineOf(name)
  const [first = ''] = failures
  // `file:line`, then what went wrong; `unknown file` for an exception that nobody caught.
  const [, ...said] = first.split('\n')
  const line = wholeOf(one['line'])
  const place = file === undefined ? undefined : { file, ...(line ? { line } : {}) }
  sink.report(failedTest(test, { message: said.join('\n') || first, text: failures.join('\n\n'), place }, [at, at]))
}

function statusOf(one: JsonObject, hasFailed: boolean): TestStatus {
  if (hasFailed) return 'failed'
  if (one['status'] === 'NOTRUN' || one['result'] === 'SKIPPED' || one['result'] === 'SUPPRESSED') return 'skipped'
  return Array.isArray(one['skipped']) ? 'skipped' : 'passed'
}
