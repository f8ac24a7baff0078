import type { TestName } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'
import { firstLine } from '../sighting.js'
import { testDraft } from './block.js'

const message = /##teamcity\[(\w{1,60}) (.*)\]\s*$/
const attribute = /([\w.]{1,60})\s?=\s?'((?:[^'|]|\|.)*)'/g
/** `Error : Call to a member …` of PHPUnit and others. */
const spaced = /^([A-Za-z_\\][\w\\.$]{0,300}) : /
const bareFrame = /^ ?(\/[^:]{1,1000}|[A-Za-z]:\\[^:]{1,1000}):(\d{1,7})$/
const hint = /^(?:file|php_qn|java:test|python|js|mocha|ruby_qn|gopath|jest)?(?::\/\/)?(.*)$/

/** TeamCity's service messages, which many runners write when they are asked to. */
export const teamcityMessages: LineReader = {
  format: 'teamcity',
  wakes: /##teamcity\[/,
  open: openTeamcity,
}

interface Flow {
  readonly suites: string[]
  /** The running test, where its own place was given. */
  file: string | undefined
  failed: boolean
  ignored: boolean
}

function openTeamcity(sink: LineSink): LineParser {
  const flows = new Map<string, Flow>()
  const flowOf = (id: string): Flow => {
    const known = flows.get(id)
    if (known !== undefined) return known
    const flow: Flow = { suites: [], file: undefined, failed: false, ignored: false }
    if (flows.size < 10_000) flows.set(id, flow)
    return flow
  }
  return {
    line(text, number) {
      const match = message.exec(text)
      if (match === null) return false
      const values = attributesOf(match[2] ?? '')
      sink.claim(number, number)
      said(sink, flowOf(values.get('flowId') ?? ''), match[1] ?? '', values, number)
      return false
    },
    end() {},
  }
}

function said(sink: LineSink, flow: Flow, kind: string, values: ReadonlyMap<string, string>, number: number): void {
  const name = values.get('name') ?? ''
  if (kind === 'testSuiteStarted') flow.suites.push(name)
  else if (kind === 'testSuiteFinished') closeSuite(flow, name)
  else if (kind === 'testStarted') {
    flow.file = fileOf(values.get('locationHint'))
    flow.failed = false
    flow.ignored = false
  } else if (kind === 'testIgnored') flow.ignored = true
  else if (kind === 'testFailed') {
    if (!flow.failed) reportFailed(sink, testOf(flow, name), values, number)
    flow.failed = true
  } else if (kind === 'testFinished') {
    sink.testCase(testOf(flow, name), flow.failed ? 'failed' : flow.ignored ? 'skipped' : 'passed')
    flow.file = undefined
  } else if (kind === 'buildProblem') {
    const text = values.get('description') ?? ''
    sink.report({ kind: 'build', message: firstLine(text), detail: text, sourceLines: [number, number] })
  }
}

function closeSuite(flow: Flow, name: string): void {
  const at = flow.suites.lastIndexOf(name)
  if (at >= 0) flow.suites.length = at
}

/** Folders are suites for some runners; they tell nothing about a test. */
function testOf(flow: Flow, name: string): TestName {
  const suite = flow.suites.filter((one) => one !== '' && !/^(?:\/|[A-Za-z]:\\)/.test(one)).join(' › ')
  return { ...(suite === '' ? {} : { suite }), name, ...(flow.file === undefined ? {} : { file: flow.file }) }
}

function reportFailed(sink: LineSink, test: TestName, values: ReadonlyMap<string, string>, number: number): void {
  const what = (values.get('message') ?? '').replace(spaced, '$1: ')
  const details = values.get('details') ?? ''
  const lines = [...what.split('\n'), ...details.split('\n')]
  const draft = testDraft({ test, lines, from: number, to: number })
  const frames: RawFrame[] = []
  for (const line of details.split('\n')) {
    const place = bareFrame.exec(line)
    if (place !== null) frames.push({ file: place[1] ?? '', line: Number(place[2]) })
  }
  const typed = /^([A-Za-z_\\][\w\\.$]{0,300}): /.exec(what)
  const isTyped = spaced.test(values.get('message') ?? '') && typed !== null
  sink.report({
    ...draft,
    ...(isTyped ? { exception: typed[1], message: firstLine(what.slice(typed[0].length)) } : {}),
    ...(draft.message === '' ? { message: firstLine(what) } : {}),
    ...(frames.length > 0 && (draft.frames?.length ?? 0) <= frames.length ? { frames } : {}),
    location: test.file === undefined ? undefined : { file: test.file },
  })
}

/** `php_qn:///src/XTest.php::\XTest::testY`, `file:///src/x.test.js:12:3`. */
function fileOf(printed: string | undefined): string | undefined {
  const path =
    printed === undefined
      ? undefined
      : hint
          .exec(printed)?.[1]
          ?.split('::')[0]
          ?.replace(/(?::\d{1,7}){1,2}$/, '')
  return path !== undefined && /[/\\].*\.\w{1,8}$/.test(path) ? path : undefined
}

function attributesOf(text: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const [, name = '', value = ''] of text.matchAll(attribute)) values.set(name, unescaped(value))
  return values
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', x: '\u0085', l: '\u2028', p: '\u2029' }

function unescaped(text: string): string {
  return text.replace(/\|(?:0x([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (escaped[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  )
}
