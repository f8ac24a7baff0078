import type { TestName, TestStatus } from '../../domain.js'
import { type JsonObject, textOf, wholeOf } from '../json/values.js'
import type { LineSink } from '../lines/line-reader.js'
import { failedTest } from '../reports/failed-test.js'
import { recordReader } from './record-reader.js'

/** libtest's `--format json` and nextest's `libtest-json` and `libtest-json-plus`. */
export const libtestJson = recordReader({
  format: 'libtest-json',
  wakes: /^\s{0,20}\{ ?"(?:type|nextest)": ?["{]/,
  open: openLibtest,
})

const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['ok', 'passed'],
  ['failed', 'failed'],
  ['ignored', 'skipped'],
])

function openLibtest(sink: LineSink): ReturnType<Parameters<typeof recordReader>[0]['open']> {
  let open = 0
  return {
    record({ value, line }) {
      const type = textOf(value['type'])
      const event = textOf(value['event'])
      if (type === 'suite' && event !== undefined) open += event === 'started' ? 1 : -1
      else if (type === 'test' && event !== undefined) onTest(sink, value, event, line)
      else if (type === 'bench') sink.testCase(testName(value), 'passed')
      return type === 'suite' || type === 'test' || type === 'bench' || type === 'report'
    },
    end() {
      if (open > 0) sink.incomplete(`${sink.source} ends before the result of a suite`)
    },
  }
}

function onTest(sink: LineSink, value: JsonObject, event: string, line: number): void {
  const status = statuses.get(event)
  // `started`, and `timeout`, which only says that a test takes long.
  if (status === undefined) return
  const test = testName(value)
  sink.testCase(test, status)
  if (status !== 'failed') return
  const output = [textOf(value['stdout']), textOf(value['stderr'])].filter(Boolean).join('\n')
  const message = textOf(value['message']) ?? textOf(value['reason'])
  sink.report(failedTest(test, { message, text: output }, [line, line]))
}

/** nextest writes `crate::binary$module::test`, and `#2` behind a second try. */
function testName(value: JsonObject): TestName {
  const name = textOf(value['name']) ?? ''
  const dollar = name.indexOf('$')
  const test = dollar < 0 ? { name } : { suite: name.slice(0, dollar), name: name.slice(dollar + 1) }
  return wholeOf(value['line']) === undefined || textOf(value['source_path']) === undefined
    ? test
    : { ...test, file: textOf(value['source_path']) ?? '' }
}
