import { createHash } from 'node:crypto'
import type { Frame, Sighting } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { maskQuotedValues, normalise, normaliseTestName } from './normalise.js'

const assertion = /assert|expect|comparison/i

/**
 * 12 hex digits that stand for the cause: test, exception, first own frame and message, without what changes from
 * run to run. Part of branch names, so a new way to compute it forgets every open pull request.
 */
export function fingerprint(sighting: Sighting): string {
  const parts = [sighting.kind, testOf(sighting), sighting.exception ?? '', placeOf(sighting), messageOf(sighting)]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12)
}

function testOf({ test }: Sighting): string {
  if (test === undefined) return ''
  return [test.file ?? '', normaliseTestName(test.suite ?? ''), normaliseTestName(test.name)].join('::')
}

/** The first own frame, by function and not by line, so that an edit above it changes nothing. */
function placeOf(sighting: Sighting): string {
  const own = sighting.frames.filter((frame) => frame.inRepository)
  const first = own.find((frame) => !isTestFile(frame.file)) ?? own[0]
  if (first !== undefined) return `${first.file}#${functionOf(first)}`
  return normalise(sighting.location?.file ?? '')
}

/** Runtimes decorate the same function in different ways: `async Cart.total`, `Object.total`, `Cart.total [as sum]`. */
function functionOf(frame: Frame): string {
  const bare = (frame.function ?? '').replace(/^(?:async |new )+/, '').replace(/ \[as [^\]]{0,100}\]$/, '')
  return normalise(bare.replace(/^(?:Object|Module|exports|<anonymous>)\./, ''))
}

function messageOf(sighting: Sighting): string {
  const isAssertion = sighting.test !== undefined && assertion.test(`${sighting.exception ?? ''} ${sighting.message}`)
  // Which values an assertion saw may depend on a seed; which test and place it was does not.
  if (isAssertion) return ''
  return normalise(maskQuotedValues(sighting.message))
}
