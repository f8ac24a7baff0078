import type { JsonFormat, JsonText } from '../json/format.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { RawFrame, Sink } from '../reader.js'
import { sarifFrame } from './sarif-place.js'
import { fixesIn, messageOf, ruleOf } from './sarif-words.js'

/** SARIF 2.1.0, and what is read the same way in its older drafts: runs of several tools in one log. */
export const sarif: JsonFormat = {
  format: 'sarif',
  recognises: (document) => {
    const runs = field(document, 'runs')
    return (
      Array.isArray(runs) &&
      runs.every((run) => isObject(field(run, 'tool')) || field(run, 'externalPropertyFileReferences') !== undefined)
    )
  },
  shape: {
    runs: [
      { 'results?': [{ 'message?': 'object|text', 'locations?': 'list', 'level?': 'text' }], 'invocations?': 'list' },
    ],
  },
  read(document, sink, text) {
    for (const run of listOf(field(document, 'runs'))) if (isObject(run)) readRun(run, sink, text)
  },
}

function readRun(run: JsonObject, sink: Sink, text: JsonText): void {
  const results = listOf(run['results']).filter(isObject)
  for (const result of results) readResult(run, result, sink, text)
  let notified = 0
  for (const invocation of listOf(run['invocations'])) {
    for (const key of ['toolConfigurationNotifications', 'toolExecutionNotifications']) {
      for (const one of listOf(field(invocation, key))) {
        // ESLint tells of a file that it cannot parse in this way.
        if (!isObject(one) || one['level'] !== 'error') continue
        report(run, one, textOf(field(one, 'descriptor', 'id')), sink, text)
        notified++
      }
    }
    if (field(invocation, 'executionSuccessful') === false && results.length + notified === 0)
      sink.incomplete(`${toolName(run)} says in ${sink.source} that it did not run to its end`)
  }
}

function toolName(run: JsonObject): string {
  return textOf(field(run, 'tool', 'driver', 'name')) ?? textOf(field(run, 'tool', 'name')) ?? 'the tool'
}

/** Results that ask for nothing: what passed, what somebody accepted, what is gone since the baseline. */
function readResult(run: JsonObject, result: JsonObject, sink: Sink, text: JsonText): void {
  const rule = ruleOf(run, result)
  if (levelOf(result, rule.descriptor) === 'none') return
  if (result['baselineState'] === 'absent' || isSuppressed(result)) return
  report(run, result, rule.id, sink, text)
}

/** Section 3.27.10: the result's own level, `none` for kinds other than `fail`, the rule's default, `warning`. */
function levelOf(result: JsonObject, rule: unknown): string {
  const own = textOf(result['level'])
  if (own !== undefined) return own
  const kind = textOf(result['kind']) ?? 'fail'
  if (kind !== 'fail') return 'none'
  return textOf(field(rule, 'defaultConfiguration', 'level')) ?? 'warning'
}

/** A suppression that is rejected or under review does not hold yet. */
function isSuppressed(result: JsonObject): boolean {
  const suppressions = listOf(result['suppressions'])
  if (suppressions.length === 0) return listOf(result['suppressionStates']).length > 0
  return suppressions.every(
    (one) => (textOf(field(one, 'status')) ?? textOf(field(one, 'state')) ?? 'accepted') === 'accepted',
  )
}

function report(run: JsonObject, result: JsonObject, id: string | undefined, sink: Sink, text: JsonText): void {
  const message = messageOf(run, result)
  const [location] = listOf(result['locations'])
  const own = sarifFrame(run, location)
  const line = text.lineOf(textOf(field(result, 'message', 'text')) ?? textOf(result['message']) ?? id ?? '')
  const frames = [...(own === undefined ? [] : [own]), ...flowOf(run, result)]
  sink.report({
    kind: 'finding',
    title: [id, message].filter(Boolean).join(': '),
    message: message || id,
    detail: [
      `${toolName(run)}${id === undefined ? '' : ` ${id}`}: ${message}`,
      ...related(run, result),
      ...fixesIn(run, result),
    ].join('\n'),
    location: own,
    frames,
    sourceLines: [line, line],
    count: wholeOf(result['occurrenceCount']),
  })
}

/** A data flow has hundreds of steps where it goes through loops; its end tells where it hurts. */
const mostSteps = 50

/** Stack frames as they are, innermost first; steps of the first code flow from where they end to where they begin. */
function flowOf(run: JsonObject, result: JsonObject): RawFrame[] {
  const stack = listOf(field(listOf(result['stacks'])[0], 'frames')).slice(0, mostSteps)
  const thread = listOf(field(listOf(result['codeFlows'])[0], 'threadFlows'))[0]
  const steps = listOf(field(thread, 'locations')).slice(-mostSteps).reverse()
  return [...stack, ...steps]
    .map((step) => sarifFrame(run, field(step, 'location')))
    .filter((frame) => frame !== undefined)
}

function related(run: JsonObject, result: JsonObject): string[] {
  return listOf(result['relatedLocations'])
    .slice(0, 20)
    .map((location) => {
      const frame = sarifFrame(run, location)
      const said = textOf(field(location, 'message', 'text')) ?? ''
      return `related: ${frame?.file ?? ''}${frame?.line === undefined ? '' : `:${frame.line}`} ${said}`.trimEnd()
    })
}
