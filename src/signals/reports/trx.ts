import type { TestName, TestStatus } from '../../domain.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'
import { type XmlElement, type XmlHandler, xmlReader } from './xml.js'
import { type Texts, textHandler } from './xml-text.js'

/** Visual Studio's test results, as `dotnet test --logger trx` and MSTest write them: results first, classes after. */
export const trx = xmlReader({ format: 'trx', recognises: (root) => root === 'TestRun', open: openTrx })

/** Outcomes of the TestOutcome enumeration; those left out (`NotExecuted`, `Aborted`, …) did not run to their end. */
const statuses: Readonly<Record<string, TestStatus>> = {
  Passed: 'passed',
  PassedButRunAborted: 'passed',
  Completed: 'passed',
  Warning: 'passed',
  Failed: 'failed',
  Error: 'failed',
  Timeout: 'failed',
}

interface Result {
  readonly element: XmlElement
  /** Rows of a data-driven test are results within a result, which only sums them up. */
  hasRows: boolean
  readonly texts: Texts
  lastLine: number
}

interface Method {
  readonly className: string
}

const wantedTexts = new Set(['Message', 'StackTrace', 'Text'])

function openTrx(sink: Sink): XmlHandler {
  const open: Result[] = []
  const done: Result[] = []
  const methods = new Map<string, Method>()
  const stops: Stop[] = []
  let definition: string | undefined

  return textHandler({
    texts: wantedTexts,
    opens(element) {
      const { name, attributes } = element
      const parent = open.at(-1)
      if (isResult(name)) {
        if (parent !== undefined) parent.hasRows = true
        open.push({ element, hasRows: false, texts: new Map(), lastLine: element.line })
      } else if (name === 'UnitTest') definition = attributes['id']
      else if (name === 'TestMethod' && definition !== undefined)
        methods.set(definition, { className: (attributes['className'] ?? '').split(',')[0] ?? '' })
    },
    closes(element, closing, texts) {
      if (element.name === 'ErrorInfo') move(texts, open.at(-1)?.texts)
      // Output that no error stands beside (console, attachments) is not why a test failed.
      else if (element.name === 'Output') texts.clear()
      else if (element.name === 'RunInfo') {
        const text = texts.get('Text')
        if (text !== undefined && isStop(element, text)) stops.push({ text, lines: [element.line, closing.line] })
        texts.clear()
      } else if (isResult(element.name)) {
        const result = open.pop()
        if (result !== undefined && !result.hasRows) done.push({ ...result, lastLine: closing.line })
      } else if (element.name === 'TestRun') {
        for (const result of done) report(sink, result, methods)
        for (const stop of stops) reportStop(sink, stop, done, methods)
      }
    },
  })
}

/** `UnitTestResult`, `GenericTestResult`, `WebTestResult`, `ManualTestResult`. */
function isResult(name: string): boolean {
  return name.endsWith('TestResult')
}

function move(from: Texts, to: Texts | undefined): void {
  for (const [name, text] of from) if (to !== undefined && !to.has(name)) to.set(name, text)
  from.clear()
}

function report(sink: Sink, { element, texts, lastLine }: Result, methods: ReadonlyMap<string, Method>): void {
  const { attributes } = element
  const test = testName(attributes, methods)
  const hasError = texts.has('Message') || texts.has('StackTrace')
  const status = statuses[attributes['outcome'] ?? (hasError ? 'Failed' : 'NotExecuted')] ?? 'skipped'
  sink.testCase(test, status)
  if (status !== 'failed') return
  const outcome = attributes['outcome'] ?? 'Failed'
  const message = texts.get('Message') ?? (outcome === 'Failed' ? '' : outcome)
  sink.report(failedTest(test, { message, text: texts.get('StackTrace') }, [element.line, lastLine]))
}

function testName(attributes: XmlElement['attributes'], methods: ReadonlyMap<string, Method>): TestName {
  const name = attributes['testName'] ?? ''
  const className = methods.get(attributes['testId'] ?? '')?.className
  if (className === undefined || className === '') return { name }
  return { suite: className, name: name.startsWith(`${className}.`) ? name.slice(className.length + 1) : name }
}

/** What stopped the run beside its tests: a host that crashed, an assembly that did not load. */
interface Stop {
  readonly text: string
  readonly lines: readonly [number, number]
}

/** For failed tests runners write `[xUnit.net] Name [FAIL]`, or their exit code, as an error of the run once more. */
function isStop({ attributes }: XmlElement, text: string): boolean {
  return attributes['outcome'] === 'Error' && !/\[FAIL\]\s*$|^\s*Exit code indicates failure: '2'/.test(text)
}

/** The tests that were under way when it stopped are its first suspects. */
function reportStop(sink: Sink, stop: Stop, done: readonly Result[], methods: ReadonlyMap<string, Method>): void {
  const aborted = done.filter(({ element }) => element.attributes['outcome'] === 'Aborted')
  const names = aborted.map(({ element }) => testName(element.attributes, methods))
  const [only] = names.length === 1 ? names : []
  sink.report({
    kind: 'crash',
    title: stop.text.trim(),
    message: stop.text.trim(),
    detail: [stop.text.trim(), ...names.map((test) => `aborted: ${test.name}`)].join('\n'),
    test: only,
    sourceLines: stop.lines,
  })
}
