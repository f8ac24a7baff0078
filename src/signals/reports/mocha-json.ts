import type { TestName, TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'

/** mocha's `json` reporter, Cypress's too: one list a result, and hooks that failed among the failures. */
export const mochaJson: JsonFormat = {
  format: 'mocha-json',
  recognises: (document) =>
    isObject(field(document, 'stats')) &&
    ['tests', 'passes', 'failures', 'pending'].filter((key) => Array.isArray(field(document, key))).length > 1,
  shape: {
    'failures?': [{ title: 'text', 'fullTitle?': 'text' }],
    'passes?': ['object'],
    'pending?': ['object'],
    'tests?': 'list',
  },
  stated: (document) => field(document, 'stats', 'failures'),
  read(document, sink, text) {
    const lists: readonly (readonly [string, TestStatus])[] = [
      ['pending', 'skipped'],
      ['failures', 'failed'],
      ['passes', 'passed'],
    ]
    for (const [key, status] of lists) {
      for (const one of listOf(field(document, key))) if (isObject(one)) readTest(one, status, sink, text)
    }
  },
}

function readTest(one: JsonObject, status: TestStatus, sink: Sink, text: JsonText): void {
  const test = mochaName(textOf(one['title']) ?? '', textOf(one['fullTitle']), textOf(one['file']))
  sink.testCase(test, status)
  if (status !== 'failed') return
  const line = text.lineOf(textOf(one['fullTitle']) ?? test.name)
  sink.report(failedTest(test, mochaProblem(one['err'], test.file), [line, line]))
}

/** The full title is the titles of the suites and the test's own, with blanks between. */
export function mochaName(title: string, fullTitle: string | undefined, file: string | undefined): TestName {
  const suite = fullTitle?.endsWith(` ${title}`) === true ? fullTitle.slice(0, -title.length - 1) : undefined
  return { ...(suite ? { suite } : {}), name: title, ...(file ? { file } : {}) }
}

/** `stack` begins with name and message; what is thrown may be no error, and have neither. */
export function mochaProblem(error: unknown, file: string | undefined): Parameters<typeof failedTest>[1] {
  const stack = textOf(field(error, 'stack')) ?? textOf(field(error, 'estack'))
  return {
    type: textOf(field(error, 'name')),
    message: textOf(field(error, 'message')) ?? textOf(error),
    text: stack,
    place: file === undefined ? undefined : { file },
  }
}
