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

/** A failed test from a block that begins with its exception; a type of any name is one there. */
export function javaDraft(block: TestBlock): Draft {
  const draft = testDraft(block)
  if (draft.exception !== undefined) return draft
  const first = block.lines.find((line) => line.trim() !== '')?.trim() ?? ''
  const match = /^((?:[a-z_]\w{0,100}\.){1,20}[A-Z][\w$]{0,200})(?:: ?(.*))?$/.exec(first)
  return match === null ? draft : { ...draft, exception: match[1], message: match[2] ?? '' }
}
