import type { TestName, TestStatus } from '../../domain.js'
import type { Sink } from '../reader.js'
import { failedTest, type Problem } from './failed-test.js'
import { type XmlElement, type XmlHandler, xmlReader } from './xml.js'
import { type Texts, textHandler } from './xml-text.js'

/** xUnit.net 1 to 3 (`assemblies`, or one `assembly`), and Fixie, which writes the same. */
export const xunitXml = xmlReader({
  format: 'xunit-xml',
  recognises: (root) => root === 'assemblies' || root === 'assembly',
  open: openXunit,
})

const statuses: ReadonlyMap<string, TestStatus> = new Map([
  ['Pass', 'passed'],
  ['Fail', 'failed'],
])
const wantedTexts = new Set(['message', 'stack-trace'])

function openXunit(sink: Sink): XmlHandler {
  let assembly = ''
  let type: string | undefined
  return textHandler({
    texts: wantedTexts,
    opens(element) {
      if (element.name === 'assembly') assembly = element.attributes['name'] ?? ''
      else if (element.name === 'test' || element.name === 'error') type = undefined
      else if (element.name === 'failure') type = element.attributes['exception-type']
    },
    closes(element, closing, texts) {
      const lines: [number, number] = [element.line, closing.line]
      const problem = problemOf(element, texts, type)
      if (element.name === 'test' && (closing.isWhole || texts.size > 0)) reportTest(sink, element, problem, lines)
      // What went wrong outside of tests: a clean-up, a fixture, the assembly itself.
      else if (element.name === 'error') {
        const test = { ...(assembly ? { suite: assembly } : {}), name: errorName(element) }
        sink.testCase(test, 'errored')
        sink.report(failedTest(test, problem, lines))
      } else if (element.name !== 'reason') return
      texts.clear()
    },
  })
}

function problemOf({ attributes }: XmlElement, texts: Texts, type: string | undefined): Problem {
  const file = attributes['source-file']
  const line = Number(attributes['source-line'])
  return {
    type,
    message: texts.get('message'),
    text: texts.get('stack-trace'),
    place: file ? { file, ...(Number.isSafeInteger(line) && line > 0 ? { line } : {}) } : undefined,
    title: attributes['name'],
  }
}

function reportTest(sink: Sink, element: XmlElement, problem: Problem, lines: readonly [number, number]): void {
  const { attributes } = element
  const test = testName(element)
  const status = statuses.get(attributes['result'] ?? '') ?? 'skipped'
  sink.testCase(test, status)
  if (status === 'failed') sink.report(failedTest(test, problem, lines))
}

/** Type and method say which test it is; the displayed name may be any text, and is the title. */
function testName({ attributes }: XmlElement): TestName {
  const suite = attributes['type']
  return { ...(suite ? { suite } : {}), name: attributes['method'] ?? attributes['name'] ?? '' }
}

function errorName({ attributes }: XmlElement): string {
  return [attributes['type'], attributes['name']].filter(Boolean).join(': ') || 'error outside of tests'
}
