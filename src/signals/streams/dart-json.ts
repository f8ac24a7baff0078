import type { TestName, TestStatus } from '../../domain.js'
import { field, isObject, type JsonObject, listOf, textOf, wholeOf } from '../json/values.js'
import type { LineSink } from '../lines/line-reader.js'
import { failedTest } from '../reports/failed-test.js'
import { dartFrames } from './dart-frames.js'
import { recordReader } from './record-reader.js'

/** `dart test --reporter json` and `flutter test --machine`, protocol 0.1.1. */
export const dartJson = recordReader({
  format: 'dart-json',
  wakes: /^\s{0,20}\{"(?:protocolVersion|suite|test|group|testID|count|success|type)": ?(?:["{\dtfn])/,
  open: openDart,
})

interface DartTest {
  readonly test: TestName
  readonly line: number
  readonly place: { readonly file: string; readonly line?: number } | undefined
  readonly errors: { readonly said: string; readonly stack: string }[]
}

interface Dart {
  readonly sink: LineSink
  readonly suites: Map<number, string>
  readonly groups: Map<number, string>
  readonly tests: Map<number, DartTest>
  hasBegun: boolean
  hasEnded: boolean
}

/** A record's type, and what to do about it. */
const events: Readonly<Record<string, (dart: Dart, value: JsonObject, line: number) => void>> = {
  start: (dart) => {
    dart.hasBegun = true
    dart.hasEnded = false
  },
  suite: (dart, value) => keep(dart.suites, value['suite'], 'path'),
  group: (dart, value) => keep(dart.groups, value['group'], 'name'),
  testStart,
  error: (dart, value) => {
    const said = textOf(value['error']) ?? ''
    const errors = dart.tests.get(wholeOf(value['testID']) ?? -1)?.errors
    if (errors !== undefined && errors.length < 20) errors.push({ said, stack: textOf(value['stackTrace']) ?? '' })
  },
  testDone,
  done: (dart) => {
    dart.hasEnded = true
  },
  print: () => {},
  allSuites: () => {},
  debug: () => {},
}

function openDart(sink: LineSink): ReturnType<Parameters<typeof recordReader>[0]['open']> {
  const dart: Dart = { sink, suites: new Map(), groups: new Map(), tests: new Map(), hasBegun: false, hasEnded: false }
  return {
    record({ value, line }) {
      const type = textOf(value['type']) ?? ''
      const event = Object.hasOwn(events, type) ? events[type] : undefined
      // Other streams have records of the type `suite` and `error` too; only this one has a time beside it.
      if (event === undefined || typeof value['time'] !== 'number') return false
      event(dart, value, line)
      return true
    },
    end() {
      if (dart.hasBegun && !dart.hasEnded) sink.incomplete(`${sink.source} ends before the run is done`)
    },
  }
}

function keep(map: Map<number, string>, value: unknown, key: string): void {
  const id = wholeOf(field(value, 'id'))
  if (id !== undefined) map.set(id, textOf(field(value, key)) ?? '')
}

function testStart(dart: Dart, value: JsonObject, line: number): void {
  const test = value['test']
  const id = wholeOf(field(test, 'id'))
  if (!isObject(test) || id === undefined) return
  const full = textOf(test['name']) ?? ''
  // A group's name holds those of the groups around it, and the test's name holds the group's.
  const groups = listOf(test['groupIDs']).map((group) => dart.groups.get(wholeOf(group) ?? -1) ?? '')
  const suite = groups.findLast((name) => name !== '' && full.startsWith(`${name} `))
  const file = dart.suites.get(wholeOf(test['suiteID']) ?? -1)?.replaceAll('\\', '/')
  const name = suite === undefined ? full : full.slice(suite.length + 1)
  const url = textOf(test['root_url']) ?? textOf(test['url']) ?? file
  const at = wholeOf(test['root_line']) ?? wholeOf(test['line'])
  dart.tests.set(id, {
    test: { ...(suite === undefined ? {} : { suite }), name, ...(file ? { file } : {}) },
    line,
    place: url === undefined ? undefined : { file: url, ...(at === undefined ? {} : { line: at }) },
    errors: [],
  })
}

function testDone(dart: Dart, value: JsonObject, line: number): void {
  const id = wholeOf(value['testID']) ?? -1
  const found = dart.tests.get(id)
  dart.tests.delete(id)
  if (found === undefined) return
  const hasFailed = value['result'] === 'failure' || value['result'] === 'error'
  // Loading a file is a test that is hidden, unless it fails.
  if (value['hidden'] === true && !hasFailed) return
  const status: TestStatus = hasFailed ? 'failed' : value['skipped'] === true ? 'skipped' : 'passed'
  dart.sink.testCase(found.test, status)
  if (!hasFailed) return
  const [first] = found.errors
  const frames = dartFrames(first?.stack ?? '')
  const text = found.errors.map((error) => `${error.said}\n${error.stack}`).join('\n\n')
  const draft = failedTest(found.test, { message: first?.said, text, place: found.place, frames }, [found.line, line])
  dart.sink.report({ ...draft, exception: draft.exception ?? thrownType(first?.said) })
}

/** `Exception: Some error`, `TimeoutException after 0:00:30`, `Null check operator …` (no type is printed). */
function thrownType(said: string | undefined): string | undefined {
  return /^([A-Z]\w{0,100}(?:Exception|Error|Failure))\b/.exec(said ?? '')?.[1]
}
