import type { TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'

/** rspec's `json` formatter. */
export const rspecJson: JsonFormat = {
  format: 'rspec-json',
  recognises: (document) =>
    Array.isArray(field(document, 'examples')) &&
    (field(document, 'summary', 'example_count') !== undefined ||
      textOf(field(document, 'summary_line')) !== undefined),
  shape: { examples: [{ status: /^(?:passed|failed|pending)$/, 'description?': 'text', 'full_description?': 'text' }] },
  stated: (document) => field(document, 'summary', 'failure_count'),
  read(document, sink, text) {
    for (const one of listOf(field(document, 'examples'))) if (isObject(one)) readExample(one, sink, text)
    const outside = wholeOf(field(document, 'summary', 'errors_outside_of_examples_count')) ?? 0
    for (const message of listOf(field(document, 'messages'))) {
      const said = textOf(message)
      if (outside > 0 && said !== undefined) reportOutside(said, sink, text)
    }
  },
}

const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
])

function readExample(one: JsonObject, sink: Sink, text: JsonText): void {
  const name = textOf(one['description']) ?? textOf(one['full_description']) ?? ''
  const full = textOf(one['full_description']) ?? name
  const suite = full.endsWith(name) ? full.slice(0, full.length - name.length).trim() : ''
  const file = textOf(one['file_path'])
  const test = { ...(suite === '' ? {} : { suite }), name, ...(file === undefined ? {} : { file }) }
  const status = statuses.get(textOf(one['status']) ?? '') ?? 'skipped'
  sink.testCase(test, status)
  if (status !== 'failed') return
  const exception = one['exception']
  const backtrace = listOf(field(exception, 'backtrace')).map(textOf).filter(Boolean)
  const message = textOf(field(exception, 'message'))
  const type = textOf(field(exception, 'class'))
  const line = wholeOf(one['line_number'])
  const at = text.lineOf(full)
  sink.report(
    failedTest(
      test,
      {
        type,
        message,
        // As Ruby prints an error, so that the frames are read as its.
        text: [message, ...backtrace].filter(Boolean).join('\n'),
        place: file === undefined ? undefined : { file, ...(line ? { line } : {}) },
      },
      [at, at],
    ),
  )
}

/** A file that does not load, or a suite's hook: rspec says it in a message as it would print it. */
function reportOutside(said: string, sink: Sink, text: JsonText): void {
  if (!/error occurred|\bError\b/.test(said.slice(0, 2000))) return
  const line = text.lineOf(said)
  const file = /error occurred while loading (\S{1,1000}?)\.?\s/.exec(said.slice(0, 2000))?.[1]
  const test = { name: file ?? '(outside of examples)', ...(file === undefined ? {} : { file }) }
  const body = said.trim().split('\n').slice(1).join('\n').trim()
  sink.report(failedTest(test, { text: body || said, place: file === undefined ? undefined : { file } }, [line, line]))
}
