import type { Failure } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { environmentCause } from './environment.js'

const assertion = /assert|expect/i
/** Errors that only a mistake in code can raise, as opposed to those that programs raise to say no. */
const mistake =
  /^(?:.*\.)?(?:TypeError|ReferenceError|RangeError|SyntaxError|AttributeError|NameError|UnboundLocalError|KeyError|IndexError|ImportError|ModuleNotFoundError|ZeroDivisionError|RecursionError|NullPointerException|IndexOutOfBoundsException|ArrayIndexOutOfBoundsException|ClassCastException|NoMethodError)$/

/**
 * The failure to heal: the wanted one, or the most telling. The same failures give the same answer in any order.
 *
 * @param wanted a fingerprint; where it names none of the failures, the answer is undefined
 */
export function choose(failures: readonly Failure[], wanted?: string): Failure | undefined {
  if (wanted !== undefined && wanted !== '') return failures.find((failure) => failure.fingerprint === wanted)
  return mostTellingFirst(failures)[0]
}

export function mostTellingFirst(failures: readonly Failure[]): readonly Failure[] {
  const weighed = failures.map((failure) => ({ failure, weight: weight(failure) }))
  weighed.sort((a, b) => b.weight - a.weight || compare(a.failure.fingerprint, b.failure.fingerprint))
  return weighed.map(({ failure }) => failure)
}

function weight(failure: Failure): number {
  let sum = 0
  const own = failure.frames.filter((frame) => frame.inRepository)
  // Nobody can mend the network by a change of code.
  if (environmentCause(failure) !== undefined) sum -= 200
  if (own.some((frame) => !isTestFile(frame.file))) sum += 40
  else if (own.length > 0 || failure.location !== undefined) sum += 15
  if (mistake.test(failure.exception ?? '')) sum += 25
  else if (failure.exception !== undefined && !assertion.test(failure.exception)) sum += 10
  if (failure.occurrences.spike) sum += 30
  // A thousand times says more than once, but not a thousand times more.
  return sum + Math.min(10, Math.log2(failure.occurrences.count))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
