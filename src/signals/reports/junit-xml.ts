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
  /** The names of the suites around it and its own, without the outermost where there are more; empty where none has one. */
  readonly path: string
  /** The innermost name of these suites, and the innermost file. */
  readonly nearestName: string | undefined
  readonly nearestFile: string | undefined
}

function suiteOf({ attributes }: XmlElement, around: readonly Suite[]): Suite {
  const name = attributes['name'] ?? ''
  const file = attributes['file'] ?? attributes['filepath']
  const named = [...around.map((suite) => suite.name), name].filter((suite) => suite !== '')
  return {
    name,
    file,
    path: (named.length > 1 ? named.slice(1) : named).join(' › '),
    nearestName: named.at(-1),
    nearestFile: file ?? around.at(-1)?.nearestFile,
  }
}

interface Problem {
  readonly element: XmlElement
  readonly text: string
}

interface Case {
  readonly element: XmlElement
  readonly problems: Problem[]
  isSkipped: boolean
  /** Tries that failed before one passed. */
  flakes: number
}

/** A rerun that passed in the end (`flakyFailure`) is no failure; one that failed again repeats the first. */
const problemElements = new Set(['failure', 'error'])

function openJunit(sink: Sink): XmlHandler {
  const suites: Suite[] = []
  let current: Case | undefined

  return {
    open(element) {
      const { name } = element
      if (name === 'testsuite') suites.push(suiteOf(element, suites))
      else if (name === 'testcase')
        current = { element, problems: [], isSkipped: isSkippedByAttribute(element), flakes: 0 }
      else if (current !== undefined && (name === 'skipped' || name === 'ignored' || name === 'disabled'))
        current.isSkipped = true
      else if (current !== undefined && (name === 'flakyFailure' || name === 'flakyError')) current.flakes++
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
  if (status === 'passed') sink.retried(test, done.flakes)
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
  const around = suites.at(-1)
  const className = attributes['classname'] ?? attributes['class']
  const file = attributes['file'] ?? attributes['filepath'] ?? around?.nearestFile ?? scriptIn(className)
  const suite = suiteName(name, className, around)
  // Called for every test of a report: spreading costs more than all of its XML.
  if (suite) return file ? { suite, name, file } : { suite, name }
  return file ? { name, file } : { name }
}

/** vitest has no attribute for the file: it is what the class is called. */
function scriptIn(className: string | undefined): string | undefined {
  return className !== undefined && /^[^\s:]{1,500}\.[cm]?[jt]sx?$/.test(className) ? className : undefined
}

/** Nested suites say more than the class name; a class name says more than one suite that only names the run. */
function suiteName(name: string, className: string | undefined, around: Suite | undefined): string | undefined {
  if (className && className !== name && className !== 'test')
    return className.startsWith(name) ? around?.nearestName : className
  return around?.path
}

function printedPlace(
  { attributes }: XmlElement,
  suites: readonly Suite[],
): { file: string; line?: number } | undefined {
  const file = attributes['file'] ?? suites.at(-1)?.nearestFile
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
