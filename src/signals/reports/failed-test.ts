import type { Location, TestName } from '../../domain.js'
import type { Draft, RawFrame } from '../reader.js'
import { firstLine } from '../sighting.js'
import { explain } from '../stacks/explain.js'

/** What a report says about one failed test, each part in a field of its own. */
export interface Problem {
  readonly type?: string | undefined
  readonly message?: string | undefined
  /** The stack trace, or all that the runner printed. */
  readonly text?: string | undefined
  readonly place?: Location | undefined
  /** Where the report lists frames; default: those that the text prints. */
  readonly frames?: readonly RawFrame[] | undefined
  readonly title?: string | undefined
}

/** Told of one test: the first 64 KiB of its text tell why it failed. */
const longestText = 64 * 1024
const colours = /\x1b\[[\d;]{0,20}m/g

/** Puts together what the fields say and what the text adds: type, message, frames. */
export function failedTest(test: TestName, problem: Problem, sourceLines: readonly [number, number]): Draft {
  const said = plain(problem.message).trimStart()
  const text = indented(plain(problem.text))
  const whole = text.includes(firstLine(said)) ? text : `${said}\n${text}`
  const trace = explain(whole)
  const named = namedType(said)
  const exception = typeName(problem.type) ?? named?.exception ?? trace.exception
  const message = isTelling(said) ? (named?.message ?? said) : trace.message || said || text
  return {
    kind: 'test',
    title: problem.title,
    test,
    exception,
    message: withoutType(message, exception),
    detail: text.includes(said) ? text : `${said}\n${text}`,
    frames: problem.frames ?? trace.frames,
    location: problem.place,
    sourceLines,
  }
}

function plain(text: string | undefined): string {
  // The indentation of the first line is a stack trace's own.
  return (text ?? '')
    .slice(0, longestText)
    .replace(colours, '')
    .replace(/^(?:[ \t]{0,200}\r?\n){1,100}/, '')
    .trimEnd()
}

/** Runners take the indentation of a stack trace away, or only that of its first line. */
function indented(text: string): string {
  return text.replace(/^ {0,2}at (?=\S)/gm, '   at ')
}

/** Words that writers put where they have no exception type. */
const noType = /^(?:failures?|failed|errors?|err|fail|unknown|undefined|null|none|testCodeFailure|ERR_TEST_FAILURE|)$/i

/** The type as a report gives it, or undefined for a word that is none. */
export function typeName(type: string | undefined): string | undefined {
  const trimmed = type?.trim() ?? ''
  return noType.test(trimmed) || /\s/.test(trimmed) ? undefined : trimmed
}

/** `System.DivideByZeroException : Attempted to divide by zero.`, as the runners of .NET print it. */
function namedType(said: string): { exception: string; message: string } | undefined {
  const match = /^([A-Za-z_][\w.`+]{0,300}(?:Exception|Error)) : (.*)/.exec(firstLine(said))
  return match === null ? undefined : { exception: match[1] ?? '', message: match[2] ?? '' }
}

/** False for messages that only repeat that the test failed. */
export function isTelling(message: string): boolean {
  return !/^\s*(?:failures?|failed|errors?|test failed|)\s*:?\s*$/i.test(message)
}

/** `TypeError: x is not a function` says its type twice where the type stands beside it. */
export function withoutType(message: string, exception: string | undefined): string {
  const trimmed = message.trimStart().replace(/^Uncaught /, '')
  if (exception !== undefined && trimmed.startsWith(`${exception}: `)) return trimmed.slice(exception.length + 2)
  return trimmed
}
