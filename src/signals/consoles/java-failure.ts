import type { TestStatus } from '../../domain.js'
import type { Draft } from '../reader.js'
import { type TestBlock, testDraft } from './block.js'

const assertion =
  /(?:Assertion(?:Failed)?(?:Error|Failure|Exception)?|ComparisonFailure|MultipleFailuresError|PathMatchError|ConditionNotSatisfied\w*|TestAbortedException)$/

/**
 * The consoles of JUnit call everything a failure; build tools and reports tell a failed assertion from another
 * exception, which they call an error.
 */
export function javaStatus(exception: string | undefined): TestStatus {
  return exception === undefined || assertion.test(exception.split('.').at(-1) ?? '') ? 'failed' : 'errored'
}

/** A failed test from a block that begins with its exception: a type of any name is one there. */
export function javaDraft(block: TestBlock): Draft {
  const draft = testDraft(block)
  const lines = block.lines.map((line) => line.trim()).filter((line) => line !== '')
  const match = thrownLine.exec(lines[0] ?? '')
  const file = fileOf(block.test.suite ?? block.test.name, draft)
  const test = { ...block.test, ...(file === undefined ? {} : { file }) }
  const location = file === undefined ? draft.location : { file }
  if (match === null) return { ...draft, test, location }
  // JUnit begins a message of several lines on the line below the type.
  const below = frameLine.test(lines[1] ?? '') ? undefined : lines[1]
  return { ...draft, test, location, exception: match[1], message: match[2] || below || match[1] }
}

const thrownLine = /^((?:[A-Za-z_]\w{0,100}\.){1,20}[A-Z][\w$]{0,200})(?:: ?(.*))?$/
const frameLine = /^(?:at |Caused by: |Suppressed: |\.\.\. \d)/

/** The test's file as its frames name it, else as its class does. */
function fileOf(type: string, draft: Draft): string | undefined {
  const outer = type.split('$')[0] ?? type
  if (!/^(?:[a-z_]\w{0,100}\.){1,20}[A-Z]\w{0,200}$/.test(outer)) return undefined
  const path = outer.replaceAll('.', '/')
  return draft.frames?.find((frame) => frame.file.startsWith(`${path}.`))?.file ?? `${path}.java`
}
