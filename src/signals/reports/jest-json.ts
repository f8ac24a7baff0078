import type { TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, objectOf, textOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { explain } from '../stacks/explain.js'

const testShape = {
  status: /^(?:passed|failed|skipped|pending|todo|disabled|focused)$/,
  'title?': 'text',
  'ancestorTitles?': 'list',
  'failureMessages?': 'list',
}

/** `jest --json` and vitest's `json` reporter, which follows it. */
export const jestJson: JsonFormat = {
  format: 'jest-json',
  recognises: (document) =>
    field(document, 'numTotalTests') !== undefined && Array.isArray(field(document, 'testResults')),
  shape: { testResults: [{ 'assertionResults?': [testShape], 'testResults?': [testShape], 'status?': 'text' }] },
  stated: (document) => field(document, 'numFailedTests'),
  read(document, sink, text) {
    for (const file of listOf(field(document, 'testResults'))) readFile(objectOf(file), sink, text)
  },
}

const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['passed', 'passed'],
  ['failed', 'failed'],
])

function readFile(file: JsonObject, sink: Sink, text: JsonText): void {
  const name = textOf(file['name']) ?? textOf(file['testFilePath'])
  const cases = listOf(file['assertionResults'] ?? file['testResults']).filter(isObject)
  for (const one of cases) readCase(one, name, sink, text)
  const message = textOf(file['message'])
  if (cases.length > 0 || message === undefined || file['status'] !== 'failed') return
  const trace = explain(message)
  const line = text.lineOf(message)
  const test = { name: name ?? '(file)', ...(name === undefined ? {} : { file: name }) }
  sink.testCase(test, 'errored')
  sink.report({
    kind: 'test',
    test,
    exception: trace.exception,
    message: trace.message,
    detail: message,
    frames: trace.frames,
    location: name === undefined ? undefined : { file: name },
    sourceLines: [line, line],
  })
}

function readCase(one: JsonObject, file: string | undefined, sink: Sink, text: JsonText): void {
  const suite = listOf(one['ancestorTitles']).filter((title) => textOf(title) !== undefined)
  const name = textOf(one['title']) ?? textOf(one['fullName']) ?? ''
  const test = {
    ...(suite.length > 0 ? { suite: suite.join(' › ') } : {}),
    name,
    ...(file === undefined ? {} : { file }),
  }
  const status = statuses.get(textOf(one['status']) ?? '') ?? 'skipped'
  sink.testCase(test, status)
  if (status === 'passed') sink.retried(test, listOf(one['retryReasons']).length)
  if (status !== 'failed') return
  const detail = listOf(one['failureMessages'])
    .map(textOf)
    .filter((message) => message !== undefined)
    .join('\n\n')
    .replace(/\x1b\[[\d;]{0,20}m/g, '')
  const trace = explain(detail)
  const line = text.lineOf(textOf(one['fullName']) ?? name)
  const at = wholeOf(field(one, 'location', 'line'))
  sink.report({
    kind: 'test',
    test,
    exception: trace.exception,
    message: trace.exception === undefined ? detail : trace.message,
    detail,
    frames: trace.frames,
    location: file === undefined ? undefined : { file, ...(at === undefined ? {} : { line: at }) },
    sourceLines: [line, line],
  })
}
