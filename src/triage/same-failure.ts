import type { Failure, Frame, Sighting } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { fingerprint } from './fingerprint.js'
import { maskQuotedValues, normalise } from './normalise.js'

/**
 * Whether what a run reports is this failure. A failure read from a bare trace or a log names no test, so that the same
 * error inside a test has another fingerprint: there exception, message and first own frame decide.
 */
export function isSameFailure(failure: Failure, sighting: Sighting): boolean {
  const seen = fingerprint(sighting)
  // The failure's own may be that of the second line with the same error.
  if (seen === failure.fingerprint || seen === fingerprint(failure)) return true
  if (failure.test !== undefined || failure.exception === undefined) return false
  const place = ownFrame(failure.frames)
  return (
    sighting.exception === failure.exception &&
    said(sighting) === said(failure) &&
    (place === undefined || place === ownFrame(sighting.frames))
  )
}

function said({ message }: Pick<Sighting, 'message'>): string {
  return normalise(maskQuotedValues(message))
}

function ownFrame(frames: readonly Frame[]): string | undefined {
  const own = frames.filter((frame) => frame.inRepository)
  return (own.find((frame) => !isTestFile(frame.file)) ?? own[0])?.file
}
