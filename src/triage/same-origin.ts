import type { Failure, Frame, Sighting } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { maskQuotedValues, normalise } from './normalise.js'

/** Where a production error came from: a regression test must make it happen there again. */
export interface Origin {
  readonly file: string
  readonly line: number | undefined
  /** Bare name, where the trace says it. */
  readonly function: string | undefined
  /** Lines of the innermost function around the place, 1-based and inclusive, where the language is parsed. */
  readonly lines: readonly [number, number] | undefined
}

/** The place of a production error: its innermost frame in the product. */
export function placeOf(failure: Failure): Frame | undefined {
  return failure.frames.find((frame) => frame.inRepository && !isTestFile(frame.file))
}

export function originOf(failure: Failure, lines: Origin['lines']): Origin | undefined {
  const place = placeOf(failure)
  if (place === undefined || failure.exception === undefined) return undefined
  return { file: place.file, line: place.line, function: bare(place.function), lines }
}

/**
 * The same exception out of the same function. Its message may hold values of the day; where it is another sentence,
 * only the very line will do.
 */
export function isSameOrigin(failure: Failure, origin: Origin, sighting: Sighting): boolean {
  if (lastName(sighting.exception) !== lastName(failure.exception)) return false
  const place = sighting.frames.find((frame) => frame.inRepository && !isTestFile(frame.file)) ?? own(sighting, origin)
  if (place === undefined || place.file !== origin.file) return false
  const isSameLine = place.line !== undefined && place.line === origin.line
  const name = bare(place.function)
  const isWithin =
    origin.lines !== undefined &&
    place.line !== undefined &&
    place.line >= origin.lines[0] &&
    place.line <= origin.lines[1]
  const isSameFunction = isWithin || (name !== undefined && name === origin.function)
  return isSameLine || (isSameFunction && said(sighting) === said(failure))
}

/** Some reports give no frames, and the place alone. */
function own({ frames, location }: Sighting, { file }: Origin): Pick<Frame, 'file' | 'line' | 'function'> | undefined {
  return frames.length === 0 && location?.file === file ? location : undefined
}

/** `async Cart.total [as sum]` and `Cart#total` are `total`. */
function bare(name: string | undefined): string | undefined {
  return /([\p{L}\p{N}_$]{1,200})\W{0,4}$/u.exec((name ?? '').slice(0, 400).replace(/ \[as [^\]]*\]$/, ''))?.[1]
}

/** Reports spell an exception with its module or without. */
function lastName(exception: string | undefined): string | undefined {
  return exception?.slice(
    Math.max(exception.lastIndexOf('.'), exception.lastIndexOf('\\'), exception.lastIndexOf(':')) + 1,
  )
}

function said({ message }: Pick<Sighting, 'message'>): string {
  const sentence = normalise(maskQuotedValues(message))
  // Some reporters put the exception in front of its message.
  return sentence.replace(/^[\w.$]{1,100}(?:Error|Exception): /, '')
}
