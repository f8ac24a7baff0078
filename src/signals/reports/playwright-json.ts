import type { Location, TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import type { Shape } from '../json/shape.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'

const suiteShape: Shape = {
  'specs?': [
    {
      title: 'text',
      tests: [
        {
          'status?': /^(?:expected|unexpected|flaky|skipped)$/,
          results: [{ 'status?': /^(?:passed|failed|timedOut|skipped|interrupted)$/ }],
        },
      ],
    },
  ],
  'suites?': [() => suiteShape],
}

/** Playwright's `json` reporter: suites of files and `describe` blocks, specs, a test a project, a result a try. */
export const playwrightJson: JsonFormat = {
  format: 'playwright-json',
  recognises: (document) =>
    isObject(field(document, 'config')) &&
    listOf(field(document, 'suites')).every(isSuite) &&
    Array.isArray(field(document, 'suites')) &&
    Array.isArray(field(document, 'errors')),
  shape: { suites: [() => suiteShape], errors: ['object'] },
  stated: (document) => field(document, 'stats', 'unexpected'),
  read(document, sink, text) {
    for (const suite of listOf(field(document, 'suites'))) readSuite(suite, [], sink, text)
    for (const error of listOf(field(document, 'errors'))) reportOutside(error, sink, text)
  },
}

function isSuite(value: unknown): boolean {
  return Array.isArray(field(value, 'specs')) || Array.isArray(field(value, 'suites'))
}

/** The outermost suite is the file. */
function readSuite(suite: unknown, titles: readonly string[], sink: Sink, text: JsonText, isFile = true): void {
  if (!isObject(suite)) return
  const title = isFile ? undefined : textOf(suite['title'])
  const inner = title === undefined ? titles : [...titles, title]
  for (const spec of listOf(suite['specs'])) if (isObject(spec)) readSpec(spec, inner, sink, text)
  for (const below of listOf(suite['suites'])) readSuite(below, inner, sink, text, false)
}

function readSpec(spec: JsonObject, titles: readonly string[], sink: Sink, text: JsonText): void {
  const file = textOf(spec['file'])
  const name = textOf(spec['title']) ?? ''
  const tests = listOf(spec['tests']).filter(isObject)
  for (const one of tests) {
    // The same spec runs once for every project: a browser, mostly.
    const project = tests.length > 1 ? textOf(one['projectName']) : undefined
    const suite = [...titles, ...(project === undefined ? [] : [`[${project}]`])]
    const test = { ...(suite.length > 0 ? { suite: suite.join(' › ') } : {}), name, ...(file ? { file } : {}) }
    const status = statusOf(one)
    sink.testCase(test, status)
    if (status === 'passed' && textOf(one['status']) === 'flaky') sink.retried(test, listOf(one['results']).length - 1)
    if (status !== 'failed') continue
    const line = text.lineOf(name)
    sink.report(failedTest(test, problemOf(one, spec), [line, line]))
  }
}

/** `flaky` passed in the end. Older versions have no `status` and leave it to the last result. */
function statusOf(one: JsonObject): TestStatus {
  const status = textOf(one['status'])
  if (status === 'unexpected') return 'failed'
  const last = textOf(field(listOf(one['results']).at(-1), 'status'))
  if (status === 'skipped' || last === 'skipped' || last === undefined) return 'skipped'
  if (status === 'expected' || status === 'flaky') return 'passed'
  return last === (textOf(one['expectedStatus']) ?? 'passed') ? 'passed' : 'failed'
}

function problemOf(one: JsonObject, spec: JsonObject): Parameters<typeof failedTest>[1] {
  const results = listOf(one['results']).filter(isObject)
  const failed = results.findLast((result) => errorsOf(result).length > 0) ?? results.at(-1)
  const errors = failed === undefined ? [] : errorsOf(failed)
  const [first] = errors
  const all = errors.map((error) => textOf(field(error, 'stack')) ?? textOf(field(error, 'message')) ?? '').join('\n\n')
  const line = wholeOf(spec['line'])
  const file = textOf(spec['file'])
  const own = file === undefined ? undefined : { file, ...(line === undefined ? {} : { line }) }
  return {
    message: textOf(field(first, 'message')) ?? textOf(field(first, 'value')) ?? unsaid(failed, one),
    text: all,
    place: placeOf(field(first, 'location')) ?? placeOf(failed?.['errorLocation']) ?? own,
  }
}

/** A test that was expected to fail and passed, or whose worker died, has no error of its own. */
function unsaid(result: JsonObject | undefined, one: JsonObject): string {
  return `${textOf(result?.['status']) ?? 'no result'}, expected ${textOf(one['expectedStatus']) ?? 'passed'}`
}

/** `error` is the first of `errors`; the list is missing before 1.21, and has no stack before 1.40. */
function errorsOf(result: JsonObject): readonly unknown[] {
  const errors = listOf(result['errors'])
  const first = result['error']
  if (!isObject(first)) return errors
  return [{ ...objectOrEmpty(errors[0]), ...first }, ...errors.slice(1)]
}

function objectOrEmpty(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

function placeOf(location: unknown): Location | undefined {
  const file = textOf(field(location, 'file'))
  const line = wholeOf(field(location, 'line'))
  const column = wholeOf(field(location, 'column'))
  if (file === undefined) return undefined
  return { file, ...(line ? { line } : {}), ...(line && column ? { column } : {}) }
}

/** Errors outside of any test: a file that does not load, a global set-up, no tests found. */
function reportOutside(error: unknown, sink: Sink, text: JsonText): void {
  const said = textOf(field(error, 'message'))
  const stack = textOf(field(error, 'stack'))
  const place = placeOf(field(error, 'location'))
  if (said === undefined && stack === undefined) return
  const line = text.lineOf(said ?? stack ?? '')
  const test = { name: place?.file ?? '(outside of tests)', ...(place === undefined ? {} : { file: place.file }) }
  sink.report(failedTest(test, { message: said, text: stack, place }, [line, line]))
}
