import type { TestStatus } from '../../domain.js'
import type { JsonFormat, JsonText } from '../json/format.js'
import type { Shape } from '../json/shape.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'

/** Cucumber's, and behave's, which writes the same with words of its own. */
const words =
  /^(?:passed|failed|skipped|pending|undefined|ambiguous|unknown|unused|untested|untested_\w+|error|\w+_error)$/i
const steps: Shape = [{ 'result?': { status: words } }]

/** Cucumber's `json` formatter, of all its languages: features, scenarios, steps with results. */
export const cucumberJson: JsonFormat = {
  format: 'cucumber-json',
  recognises: (document) => Array.isArray(document) && document.length > 0 && document.every(isFeature),
  shape: [{ elements: [{ 'steps?': steps, 'before?': steps, 'after?': steps, 'type?': 'text' }] }],
  read(document, sink, text) {
    for (const feature of listOf(document)) readFeature(feature, sink, text)
  },
}

function isFeature(value: unknown): boolean {
  return (
    Array.isArray(field(value, 'elements')) &&
    (textOf(field(value, 'uri')) ?? textOf(field(value, 'keyword'))) !== undefined
  )
}

function readFeature(feature: unknown, sink: Sink, text: JsonText): void {
  let background: readonly unknown[] = []
  for (const element of listOf(field(feature, 'elements'))) {
    if (!isObject(element)) continue
    // A background's steps stand before the scenario that they ran for.
    if (element['type'] === 'background') background = listOf(element['steps'])
    else {
      readScenario(feature, element, background, sink, text)
      background = []
    }
  }
}

/** Cucumber fails a run for these; `pending` and `skipped` did not run to a result. */
const failing = new Set(['failed', 'undefined', 'ambiguous', 'error', 'hook_error', 'cleanup_error'])

function readScenario(
  feature: unknown,
  scenario: JsonObject,
  background: readonly unknown[],
  sink: Sink,
  text: JsonText,
): void {
  const steps = [
    ...listOf(scenario['before']),
    ...background,
    ...listOf(scenario['steps']),
    ...listOf(scenario['after']),
  ]
  const suite = textOf(field(feature, 'name'))
  const file = textOf(field(feature, 'uri'))
  const name = textOf(scenario['name']) ?? ''
  const test = { ...(suite === undefined ? {} : { suite }), name, ...(file === undefined ? {} : { file }) }
  const failed = steps.find((step) => failing.has(resultOf(step)))
  const status = failed === undefined ? statusOf(steps) : 'failed'
  sink.testCase(test, status)
  if (failed === undefined) return
  const at = text.lineOf(textOf(scenario['id']) ?? name)
  const called = [textOf(field(failed, 'keyword'))?.trim(), textOf(field(failed, 'name'))].filter(Boolean).join(' ')
  const line = wholeOf(field(failed, 'line')) ?? wholeOf(scenario['line'])
  const said = textOf(field(failed, 'result', 'error_message'))
  const place = file === undefined ? undefined : { file, ...(line ? { line } : {}) }
  sink.report(
    failedTest(
      test,
      { message: said === undefined ? `${resultOf(failed)} step: ${called}` : undefined, text: said, place },
      [at, at],
    ),
  )
}

function resultOf(step: unknown): string {
  return (textOf(field(step, 'result', 'status')) ?? '').toLowerCase()
}

function statusOf(steps: readonly unknown[]): TestStatus {
  return steps.length > 0 && steps.every((step) => resultOf(step) === 'passed') ? 'passed' : 'skipped'
}
