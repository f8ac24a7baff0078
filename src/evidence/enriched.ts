import type { Failure, Location, Sighting } from '../domain.js'
import { readText, type Scope } from '../signals/read.js'
import { isTestFile } from '../test-file.js'
import { loggedErrors } from './logged.js'

/**
 * The failure with what the failing run itself printed: a report may say no more than "test failed", name no file, or
 * show the `500` of a handler that logged the real error. The fingerprint and the test's name stay: they are its identity.
 *
 * @param output what the failing run printed, redacted
 */
export function enriched(failure: Failure, output: string, scope: Scope): Failure {
  if (failure.test === undefined || failure.frames.some(isOwnCode)) return failure
  const seen = sightingsIn(output, scope)
  const twin = seen.find((one) => isTwin(failure, one))
  const placed = twin === undefined ? failure : withPlace(failure, twin)
  const told = twin !== undefined && saysMore(twin, failure) ? withCause(placed, twin) : placed
  if (told.frames.some(isOwnCode)) return told
  const cause = causeOf(told, seen, output)
  return cause === undefined ? told : withCause(told, cause)
}

function sightingsIn(output: string, scope: Scope): readonly Sighting[] {
  const logged = loggedErrors(output).flatMap((text) => readText('logged', `${text}\n`, scope).sightings)
  return [...readText('output', output, scope).sightings, ...logged.map(({ test: _test, ...record }) => record)]
}

function isOwnCode(frame: { readonly file: string; readonly inRepository: boolean }): boolean {
  return frame.inRepository && !isTestFile(frame.file)
}

/** The same test in the run's output, where another reporter may say more of it. */
function isTwin({ test }: Failure, { test: other }: Sighting): boolean {
  if (test === undefined || other === undefined) return false
  const isNear = test.file === undefined || other.file === undefined || test.file === other.file
  return isNear && (other.name === test.name || other.file === test.name)
}

function withPlace(failure: Failure, twin: Sighting): Failure {
  const file = failure.test?.file ?? twin.test?.file
  const location = failure.location ?? twin.location
  return {
    ...failure,
    ...(failure.test === undefined || file === undefined ? {} : { test: { ...failure.test, file } }),
    ...(location === undefined ? {} : { location }),
  }
}

function saysMore(twin: Sighting, failure: Failure): boolean {
  return twin.exception !== undefined && (failure.exception === undefined || twin.frames.some(isOwnCode))
}

/** The frames of the failure itself stay behind the cause's: they say which statement of the test failed. */
function withCause(failure: Failure, cause: Sighting): Failure {
  const own = failure.frames.filter(
    (frame) => frame.inRepository && !cause.frames.some((one) => one.file === frame.file && one.line === frame.line),
  )
  const test = testPlace(failure)
  const known = test !== undefined && [...cause.frames, ...own].some((frame) => frame.file === test.file)
  const frames = [...cause.frames, ...own, ...(test === undefined || known ? [] : [{ ...test, inRepository: true }])]
  const detail = `${cause.detail}\n${failure.detail}`
  const location: Location | undefined = cause.frames.find(isOwnCode) ?? cause.location ?? failure.location
  return {
    ...failure,
    message: cause.message,
    detail,
    frames,
    ...(cause.exception === undefined ? {} : { exception: cause.exception }),
    ...(location === undefined ? {} : { location: plain(location) }),
  }
}

function plain({ file, line, column }: Location): Location {
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) }
}

function testPlace({ location }: Failure): Location | undefined {
  return location !== undefined && isTestFile(location.file) ? plain(location) : undefined
}

/** What the run printed outside of its tests: why a file did not load, what a hook threw, what a handler logged. */
function causeOf(failure: Failure, seen: readonly Sighting[], output: string): Sighting | undefined {
  const causes = seen.filter((one) => one.exception !== undefined && isOutside(failure, one))
  if (isSilent(failure)) return nearestBefore(failure, causes, output)
  const logged = causes.filter((one) => one.frames.some(isOwnCode) && !/^Assertion/.test(one.exception ?? ''))
  const kinds = new Set(logged.map((one) => `${one.exception}: ${one.message}`))
  return isSwallowed(failure) || kinds.size === 1 ? logged[0] : undefined
}

function isOutside(failure: Failure, { test }: Sighting): boolean {
  const suites = (failure.test?.suite ?? '').split(/ (?:>|›) /)
  return test === undefined || suites.includes(test.name)
}

/** A failure that names no error: whatever the run says is more. */
function isSilent({ exception, message }: Failure): boolean {
  return (
    exception === undefined ||
    /^test[A-Z]\w*Failure$|^(?:cancelledByParent|parentAlreadyFinished|hookFailed|subtestsFailed)$/.test(exception) ||
    /^'?test failed'?$/.test(message)
  )
}

/** The status of a server error: somebody caught what went wrong and answered with it. */
function isSwallowed({ message, detail }: Failure): boolean {
  return /\b50[0-4]\b/.test(`${message}\n${detail.slice(0, 4000)}`)
}

/** Runners print why a file failed before they say that it failed; a cause in our own code is the likelier one. */
function nearestBefore(failure: Failure, causes: readonly Sighting[], output: string): Sighting | undefined {
  const own = causes.filter((one) => one.frames.some((frame) => frame.inRepository))
  const likely = own.length > 0 ? own : causes
  const name = failure.test?.file ?? failure.test?.name ?? ''
  const line = output.split('\n').findIndex((text) => /^[\s✖×]*\S/.test(text) && text.includes(name)) + 1
  return likely.findLast((one) => one.sourceLines[1] <= line) ?? likely[0]
}
