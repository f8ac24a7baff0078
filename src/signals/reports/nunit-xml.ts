import type { TestName, TestStatus } from '../../domain.js'
import type { Sink } from '../reader.js'
import { failedTest } from './failed-test.js'
import { type XmlElement, type XmlHandler, xmlReader } from './xml.js'
import { type Texts, textHandler } from './xml-text.js'

/** NUnit 3 (`test-run`, or one `test-suite`), NUnit 2 (`test-results`), and those who write them, as Unity does. */
export const nunitXml = xmlReader({
  format: 'nunit-xml',
  recognises: (root) => root === 'test-run' || root === 'test-results' || root === 'test-suite',
  open: openNunit,
})

/** Both generations' words; `Ignored`, `Skipped`, `Inconclusive`, `NotRunnable` and others did not run. */
const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['Passed', 'passed'],
  ['Success', 'passed'],
  ['Warning', 'passed'],
  ['Failed', 'failed'],
  ['Failure', 'failed'],
  ['Error', 'errored'],
  ['Cancelled', 'errored'],
])

interface Suite {
  readonly element: XmlElement
  hasCases: boolean
  readonly texts: Texts
}

const wantedTexts = new Set(['message', 'stack-trace'])

function openNunit(sink: Sink): XmlHandler {
  const suites: Suite[] = []
  let isInCase = false
  return textHandler({
    texts: wantedTexts,
    opens(element) {
      if (element.name === 'test-suite') suites.push({ element, hasCases: false, texts: new Map() })
      else if (element.name === 'test-case') isInCase = true
    },
    closes(element, closing, texts) {
      const lines: [number, number] = [element.line, closing.line]
      const suite = suites.at(-1)
      if (element.name === 'test-case') {
        isInCase = false
        if (suite !== undefined) suite.hasCases = true
        // Cut off before its end, only a failure that was read is known.
        if (closing.isWhole || texts.size > 0) reportCase(sink, element, suites, texts, lines)
        texts.clear()
      } else if (element.name === 'test-suite') {
        suites.pop()
        const parent = suites.at(-1)
        if (parent !== undefined && suite?.hasCases === true) parent.hasCases = true
        if (suite !== undefined) reportSuite(sink, suite, lines)
      } else if (!isInCase && (element.name === 'failure' || element.name === 'reason')) {
        for (const [name, text] of texts) suite?.texts.set(name, text)
        texts.clear()
      }
    },
  })
}

function reportCase(
  sink: Sink,
  element: XmlElement,
  suites: readonly Suite[],
  texts: Texts,
  lines: readonly [number, number],
): void {
  const test = testName(element, suites)
  const status = statusOf(element)
  sink.testCase(test, status)
  if (status !== 'failed' && status !== 'errored') return
  sink.report(failedTest(test, { message: texts.get('message'), text: texts.get('stack-trace') }, lines))
}

/** NUnit 2.4 and older say only whether it was executed and whether it succeeded. */
function statusOf({ attributes }: XmlElement): TestStatus {
  const { result, executed, success } = attributes
  if (result !== undefined) return statuses.get(result) ?? 'skipped'
  if (executed === 'False' || success === undefined) return 'skipped'
  return success === 'False' ? 'failed' : 'passed'
}

/** NUnit 3 names the class; NUnit 2 writes the class into the name, or leaves it to the suites around. */
function testName({ attributes }: XmlElement, suites: readonly Suite[]): TestName {
  const name = attributes['name'] ?? attributes['fullname'] ?? ''
  const fixture = suites.findLast(({ element }) => element.attributes['type'] !== 'ParameterizedMethod')
  const suite =
    attributes['classname'] ?? fixture?.element.attributes['fullname'] ?? fixture?.element.attributes['name']
  if (!suite || name.startsWith(`${suite}.`)) return suite ? { suite, name: name.slice(suite.length + 1) } : { name }
  return { suite, name }
}

/** A suite that failed of itself: its tear-down did, or it could not be run at all. Else its tests tell. */
function reportSuite(sink: Sink, { element, hasCases, texts }: Suite, lines: readonly [number, number]): void {
  const { attributes } = element
  const isOwn = attributes['site'] === 'TearDown' || (!hasCases && attributes['runstate'] === 'NotRunnable')
  if (!isOwn || texts.size === 0) return
  const test = { name: attributes['fullname'] ?? attributes['name'] ?? '(suite)' }
  sink.testCase(test, 'errored')
  sink.report(failedTest(test, { message: texts.get('message'), text: texts.get('stack-trace') }, lines))
}
