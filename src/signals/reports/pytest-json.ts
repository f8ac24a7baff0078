import type { TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { RawFrame, Sink } from '../reader.js'
import { failedTest, type Problem } from './failed-test.js'

/** pytest-json-report. */
export const pytestJson: JsonFormat = {
  format: 'pytest-json',
  recognises: (document) =>
    isObject(field(document, 'summary')) &&
    field(document, 'exitcode') !== undefined &&
    (Array.isArray(field(document, 'tests')) || Array.isArray(field(document, 'collectors'))),
  shape: {
    'tests?': [{ nodeid: 'text', outcome: /^(?:passed|failed|error|skipped|x(?:failed|passed)|rerun)$/ }],
    'collectors?': [{ outcome: 'text' }],
  },
  stated: (document) => field(document, 'summary', 'failed'),
  read(document, sink, text) {
    for (const one of listOf(field(document, 'collectors'))) {
      if (field(one, 'outcome') === 'failed') reportCollector(one, sink, text)
    }
    for (const one of listOf(field(document, 'tests'))) if (isObject(one)) readTest(one, sink, text)
  },
}

/** `xfailed` failed as expected; a strict `xpassed` comes as `failed`. */
const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['passed', 'passed'],
  ['xpassed', 'passed'],
  ['failed', 'failed'],
  ['error', 'errored'],
])

function readTest(one: JsonObject, sink: Sink, text: JsonText): void {
  const id = textOf(one['nodeid']) ?? ''
  const test = pytestName(id)
  const status = statuses.get(textOf(one['outcome']) ?? '') ?? 'skipped'
  sink.testCase(test, status)
  if (status !== 'failed' && status !== 'errored') return
  const stage = ['setup', 'call', 'teardown']
    .map((name) => one[name])
    .find((stage) => field(stage, 'outcome') === 'failed')
  const line = text.lineOf(id)
  const lineno = wholeOf(one['lineno'])
  const place = { file: test.file ?? id, ...(lineno === undefined ? {} : { line: lineno + 1 }) }
  sink.report(failedTest(test, { place, ...stageProblem(stage) }, [line, line]))
}

function stageProblem(stage: unknown): Problem {
  const said = textOf(field(stage, 'crash', 'message'))
  const entries = listOf(field(stage, 'traceback')).filter(isObject)
  const frames: RawFrame[] = [field(stage, 'crash'), ...entries.reverse()]
    .map(frameOf)
    .filter((frame) => frame !== undefined)
  return {
    type: /^([A-Za-z_][\w.]{0,200}): /.exec(said ?? '')?.[1],
    message: said,
    text: textOf(field(stage, 'longrepr')),
    ...(frames.length > 0 ? { frames } : {}),
  }
}

function frameOf(entry: unknown): RawFrame | undefined {
  const file = textOf(field(entry, 'path'))
  const line = wholeOf(field(entry, 'lineno'))
  return file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }) }
}

/** `tests/test_x.py::TestClass::test_name[param]`. */
export function pytestName(id: string): { suite?: string; name: string; file?: string } {
  const [file = '', ...rest] = id.split('::')
  const name = rest.at(-1)
  if (name === undefined) return { name: id, file }
  return { ...(rest.length > 1 ? { suite: rest.slice(0, -1).join(' › ') } : {}), name, file }
}

/** A file that does not import has no tests to tell of it. */
function reportCollector(one: unknown, sink: Sink, text: JsonText): void {
  const id = textOf(field(one, 'nodeid')) ?? '(collection)'
  const test = { name: id, ...(id.includes('.py') ? { file: id } : {}) }
  const line = text.lineOf(id)
  sink.testCase(test, 'errored')
  sink.report(failedTest(test, { text: textOf(field(one, 'longrepr')), place: { file: id } }, [line, line]))
}
