import type { TestName, TestStatus } from '../../domain.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'
import { type XmlElement, type XmlHandler, xmlReader } from './xml.js'
import { type Texts, textHandler } from './xml-text.js'

/** Visual Studio's test results, as `dotnet test --logger trx` and MSTest write them: results first, classes after. */
export const trx = xmlReader({ format: 'trx', recognises: (root) => root === 'TestRun', open: openTrx })

/** Outcomes of the TestOutcome enumeration; those left out (`NotExecuted`, `Aborted`, …) did not run to their end. */
const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['Passed', 'passed'],
  ['PassedButRunAborted', 'passed'],
  ['Completed', 'passed'],
  ['Warning', 'passed'],
  ['Failed', 'failed'],
  ['Error', 'failed'],
  ['Timeout', 'failed'],
])

const outcomes = [...Object.keys(statuses), 'NotExecuted', 'Aborted', 'Inconclusive']

/** What is kept of each result until the classes are known: a report has many. */
interface Result {
  readonly name: string
  readonly id: string
  readonly outcome: string | undefined
  readonly line: number
  /** Rows of a data-driven test are results within a result, which only sums them up. */
  hasRows: boolean
  /** Only where there is an error. */
  texts: Texts | undefined
  lastLine: number
}

const wantedTexts = new Set(['Message', 'StackTrace', 'Text'])

function openTrx(sink: Sink): XmlHandler {
  const open: Result[] = []
  const done: Result[] = []
  const methods = new Map<string, string>()
  const classes = new Map<string, string>()
  const stops: Stop[] = []
  let definition: string | undefined

  return textHandler({
    texts: wantedTexts,
    opens(element) {
      const { name, attributes } = element
      const parent = open.at(-1)
      if (isResult(name)) {
        if (parent !== undefined) parent.hasRows = true
        open.push(resultOf(element))
      } else if (name === 'UnitTest') definition = attributes['id']
      else if (name === 'TestMethod' && definition !== undefined)
        methods.set(owned(definition), kept((attributes['className'] ?? '').split(',')[0] ?? '', classes))
    },
    closes(element, closing, texts) {
      if (element.name === 'ErrorInfo') {
        const result = open.at(-1)
        if (result !== undefined) result.texts ??= new Map(texts)
        texts.clear()
      }
      // Output that no error stands beside (console, attachments) is not why a test failed.
      else if (element.name === 'Output') texts.clear()
      else if (element.name === 'RunInfo') {
        const text = texts.get('Text')
        if (text !== undefined && isStop(element, text)) stops.push({ text, lines: [element.line, closing.line] })
        texts.clear()
      } else if (isResult(element.name)) {
        const result = open.pop()
        if (result === undefined || result.hasRows) return
        result.lastLine = closing.line
        done.push(result)
      } else if (element.name === 'TestRun') {
        for (const result of done) report(sink, result, methods)
        for (const stop of stops) reportStop(sink, stop, done, methods)
      }
    },
  })
}

/** An attribute is a slice of the piece that it was read from: kept as it is, it would keep the whole report. */
function owned(text: string): string {
  return Buffer.from(text).toString()
}

/** The same for an outcome, which is one of few words. */
function word(outcome: string | undefined): string | undefined {
  if (outcome === undefined) return undefined
  return outcomes.find((known) => known === outcome) ?? owned(outcome)
}

/** A class has many methods, and its name is kept once. */
function kept(name: string, names: Map<string, string>): string {
  const known = names.get(name)
  if (known !== undefined) return known
  const own = owned(name)
  names.set(own, own)
  return own
}

/** `UnitTestResult`, `GenericTestResult`, `WebTestResult`, `ManualTestResult`. */
function isResult(name: string): boolean {
  return name.endsWith('TestResult')
}

function resultOf({ attributes, line }: XmlElement): Result {
  const { testName: name = '', testId: id = '', outcome } = attributes
  return {
    name: owned(name),
    id: owned(id),
    outcome: word(outcome),
    line,
    hasRows: false,
    texts: undefined,
    lastLine: line,
  }
}

function report(sink: Sink, result: Result, methods: ReadonlyMap<string, string>): void {
  const { outcome, texts } = result
  const test = testName(result, methods)
  const hasError = texts?.has('Message') === true || texts?.has('StackTrace') === true
  const status = statuses.get(outcome ?? (hasError ? 'Failed' : 'NotExecuted')) ?? 'skipped'
  sink.testCase(test, status)
  if (status !== 'failed') return
  const message = texts?.get('Message') ?? (outcome === 'Failed' ? '' : outcome)
  sink.report(failedTest(test, { message, text: texts?.get('StackTrace') }, [result.line, result.lastLine]))
}

function testName({ name, id }: Result, methods: ReadonlyMap<string, string>): TestName {
  const className = methods.get(id)
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

/** A run that is stopped aborts few tests, or all of them: then their names say nothing. */
const mostNamed = 20

/** The tests that were under way when it stopped are its first suspects. */
function reportStop(sink: Sink, stop: Stop, done: readonly Result[], methods: ReadonlyMap<string, string>): void {
  const aborted = done.filter(({ outcome }) => outcome === 'Aborted').slice(0, mostNamed)
  const names = aborted.map((result) => testName(result, methods))
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
