import type { TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import type { Shape } from '../json/shape.js'
import { field, isObject, type JsonObject, listOf, textOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'
import { mochaProblem } from './mocha-json.js'

/** Without a root suite, where nothing ran, `results` holds `false`. */
const tests: Shape = [
  { title: 'text', 'pass?': 'boolean', 'fail?': 'boolean', 'pending?': 'boolean', 'state?': 'text' },
]
const suiteShape: Shape = {
  'tests?': tests,
  'beforeHooks?': tests,
  'afterHooks?': tests,
  'suites?': [() => suiteShape],
}

/** mochawesome: a tree of suites. */
export const mochawesomeJson: JsonFormat = {
  format: 'mochawesome-json',
  recognises: (document) => {
    const results = field(document, 'results')
    return isObject(field(document, 'stats')) && Array.isArray(results) && results.some(isSuite)
  },
  shape: { results: [() => suiteShape] },
  stated: (document) => field(document, 'stats', 'failures'),
  read(document, sink, text) {
    for (const suite of listOf(field(document, 'results')))
      readSuite(suite, { titles: [], file: undefined }, sink, text)
  },
}

function isSuite(value: unknown): boolean {
  return Array.isArray(field(value, 'suites')) && Array.isArray(field(value, 'tests'))
}

interface Place {
  readonly titles: readonly string[]
  readonly file: string | undefined
}

function readSuite(suite: unknown, above: Place, sink: Sink, text: JsonText): void {
  if (!isObject(suite)) return
  const title = textOf(suite['title'])
  const file = textOf(suite['fullFile']) ?? textOf(suite['file']) ?? above.file
  const place = { titles: title === undefined ? above.titles : [...above.titles, title], file }
  for (const hook of [...listOf(suite['beforeHooks']), ...listOf(suite['afterHooks'])]) {
    // Hooks are listed whether they failed or not; only a failure is news.
    if (isObject(hook) && (hook['fail'] === true || hook['state'] === 'failed')) readTest(hook, place, sink, text)
  }
  for (const one of listOf(suite['tests'])) if (isObject(one)) readTest(one, place, sink, text)
  for (const inner of listOf(suite['suites'])) readSuite(inner, place, sink, text)
}

/**
 * Undefined for a pending test: mochawesome itself counts it neither as run nor as skipped (`passPercent` is passes of
 * tests less pending ones), and means by `skipped` a test that was never started because a hook before it failed.
 */
function statusOf(one: JsonObject): TestStatus | undefined {
  if (one['fail'] === true || one['state'] === 'failed') return 'failed'
  if (one['pass'] === true || one['state'] === 'passed') return 'passed'
  return one['pending'] === true || one['state'] === 'pending' ? undefined : 'skipped'
}

function readTest(one: JsonObject, { titles, file }: Place, sink: Sink, text: JsonText): void {
  const name = textOf(one['title']) ?? ''
  const test = { ...(titles.length > 0 ? { suite: titles.join(' › ') } : {}), name, ...(file ? { file } : {}) }
  const status = statusOf(one)
  if (status === undefined) return
  sink.testCase(test, status)
  if (status !== 'failed') return
  const line = text.lineOf(textOf(one['fullTitle']) ?? name)
  sink.report(failedTest(test, mochaProblem(one['err'], file), [line, line]))
}
