import type { Failure } from '../domain.js'
import { mostTellingFirst } from './choose.js'
import { environmentCause } from './environment.js'

export interface Matrix {
  readonly include: readonly { readonly failure: string; readonly title: string }[]
}

/** GitHub starts at most this many jobs for a matrix. */
const mostJobs = 256
/** A job's name is read in a narrow column. */
const longestTitle = 80

/** For `strategy.matrix`: one job a failure that code can mend, most telling first. */
export function matrixOf(failures: readonly Failure[]): Matrix {
  const healable = mostTellingFirst(failures).filter((failure) => environmentCause(failure) === undefined)
  const include = healable
    .slice(0, mostJobs)
    .map(({ fingerprint, title }) => ({ failure: fingerprint, title: safeTitle(title) }))
  return { include }
}

/** People paste matrix values into shell steps: letters, digits and a few signs that no shell reads. */
function safeTitle(title: string): string {
  const safe = title.replace(/[^A-Za-z0-9 ._:@/-]+/g, ' ').replace(/ +/g, ' ')
  return safe.slice(0, longestTitle).trim() || 'failure'
}
