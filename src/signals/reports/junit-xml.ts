import type { TestName, TestStatus } from '../../domain.js'
import type { Sink } from '../reader.js'
import { firstLine } from '../sighting.js'
import { explain } from '../stacks/explain.js'
import { isTelling, typeName, withoutType } from './failed-test.js'
import { type XmlElement, type XmlHandler, xmlReader } from './xml.js'

/**
 * JUnit XML in the dialects of surefire, gradle, jest-junit, vitest, mocha, node, playwright, pytest, rspec, phpunit,
 * gtest, bats, go-junit-report, nextest and others. There is no standard: this reads what they have in common, and
 * what each adds, wherever it stands.
 */
export const junitXml = xmlReader({
  format: 'junit-xml',
  recognises: (root) => root === 'testsuites' || root === 'testsuite',
  open: openJunit,
})

interface Suite {
  readonly name: string
  readonly file: string | undefined
}

interface Problem {
  readonly element: XmlElement
  readonly text: string
}

interface Case {
  readonly element: XmlElement
  readonly problems: Problem[]
  isSkipped: boolean
}

/** A rerun that passed in the end (`flakyFailure`) is no failure; one that failed again repeats the first. */
const problemElements = new Set(['failure', 'error'])

function openJunit(sink: Sink): XmlHandler {
  const suites: Suite[] = []
  let current: Case | undefined

  return {
    open(element) {
      const { name, attributes } = element
      if (name === 'testsuite')
        suites.push({ name: attributes['name'] ?? '', file: attributes['file'] ?? attributes['filepath'] })
      else if (name === 'testcase') current = { element, problems: [], isSkipped: isSkippedByAttribute(element) }
      else if (current !== undefined && (name === 'skipped' || name === 'ignored' || name === 'disabled'))
        current.isSkipped = true
      return problemElements.has(name)
    },
    close(element, closing) {
      if (element.name === 'testsuite') suites.pop()
      if (problemElements.has(element.name)) {
        const problem = { element, text: closing.text }
        if (current !== undefined) current.problems.push(problem)
        else reportSuite(sink, suites, problem, closing.line)
      }
      if (element.name !== 'testcase' || current === undefined) return
      const done = current
      current = undefined
      // Cut off before its result: nothing is known about this test.
      if (!closing.isWhole && done.problems.length === 0) return
      reportCase(sink, suites, done, closing.line)
    },
  }
}

function isSkippedByAttribute({ attributes }: XmlElement): boolean {
  return (
    attributes['status'] === 'notrun' || attributes['status'] === 'disabled' || attributes['result'] === 'suppressed'
  )
}

function reportCase(sink: Sink, suites: readonly Suite[], done: Case, lastLine: number): void {
  const test = testName(done.element, suites)
  const status = statusOf(done)
  sink.testCase(test, status)
  if (status !== 'failed' && status !== 'errored') return
  // Setup, call and teardown may each fail: one test, one failure, told by the worst.
  const worst = done.problems.find((problem) => problem.element.name === 'error') ?? done.problems[0]
  if (worst !== undefined) report(sink, test, worst, printedPlace(done.element, suites), [done.element.line, lastLine])
}

function reportSuite(sink: Sink, suites: readonly Suite[], problem: Problem, lastLine: number): void {
  const suite = suites.at(-1)
  if (suite === undefined) return
  const test = { name: suite.name || '(suite)', ...(suite.file === undefined ? {} : { file: suite.file }) }
  sink.testCase(test, 'errored')
  report(sink, test, problem, undefined, [problem.element.line, lastLine])
}

function statusOf(done: Case): TestStatus {
  if (done.problems.some((problem) => problem.element.name === 'error')) return 'errored'
  if (done.problems.length > 0) return 'failed'
  return done.isSkipped ? 'skipped' : 'passed'
}

function testName({ attributes }: XmlElement, suites: readonly Suite[]): TestName {
  const name = attributes['name'] ?? ''
  const file =
    attributes['file'] ?? attributes['filepath'] ?? suites.findLast((suite) => suite.file !== undefined)?.file
  const suite = suiteName(name, attributes['classname'] ?? attributes['class'], suites)
  return { ...(suite ? { suite } : {}), name, ...(file ? { file } : {}) }
}

/** Nested suites say more than the class name; a class name says more than one suite that only names the run. */
function suiteName(name: string, className: string | undefined, suites: readonly Suite[]): string | undefined {
  const named = suites.map((suite) => suite.name).filter((suite) => suite !== '')
  if (className && className !== name && className !== 'test')
    return className.startsWith(name) ? named.at(-1) : className
  return (named.length > 1 ? named.slice(1) : named).join(' › ') || undefined
}

function printedPlace(
  { attributes }: XmlElement,
  suites: readonly Suite[],
): { file: string; line?: number } | undefined {
  const file = attributes['file'] ?? suites.findLast((suite) => suite.file !== undefined)?.file
  if (!file) return undefined
  const line = Number(attributes['line'])
  return Number.isSafeInteger(line) && line > 0 ? { file, line } : { file }
}

function report(
  sink: Sink,
  test: TestName,
  problem: Problem,
  place: { file: string; line?: number } | undefined,
  sourceLines: readonly [number, number],
): void {
  const said = problem.element.attributes['message'] ?? ''
  const type = problem.element.attributes['type']
  const text = problem.text.trim()
  const cause = nodeCause(text)
  const trace = explain(cause ?? (text.includes(firstLine(said)) ? text : `${said}\n${text}`))
  const exception = typeName(type) ?? trace.exception
  sink.report({
    kind: 'test',
    test,
    exception,
    message: withoutType(
      cause !== undefined && trace.message ? trace.message : isTelling(said) ? said : trace.message || said || text,
      exception,
    ),
    detail: text.includes(said.trim()) ? text : `${said}\n${text}`,
    frames: trace.frames,
    location: place,
    sourceLines,
  })
}

/** node:test wraps every error in one of its own and prints what was thrown as its cause. */
function nodeCause(text: string): string | undefined {
  if (!text.slice(0, 4000).includes('ERR_TEST_FAILURE') && !text.includes("code: 'ERR_TEST_FAILURE'")) return undefined
  const mark = text.search(/\n {2}cause: [A-Z[]/)
  return mark < 0 ? undefined : text.slice(mark + '\n  cause: '.length).replace(/^\[/, '')
}
