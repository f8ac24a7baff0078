import type { Failure } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { Reproduced } from '../../trial/reproduce.js'
import type { Target } from '../../trial/target.js'
import { end, type Step } from '../world.js'

/** What candidates are tried against, or how the run ends where nothing shows the failure. */
export function targetOrEnding(
  found: Reproduced,
  failure: Failure,
  inputs: Inputs,
  none: string | undefined,
): Step<Target | undefined> {
  const { verdict } = found.reproduction
  if (found.target !== undefined) return { value: found.target }
  if (verdict === 'flaky') return end('flaky', found.why, 'mend the test first; no fix was tried')
  if (hasCheck(failure) && inputs.proof !== 'suite' && inputs.reproduceCommand === undefined)
    return end(
      'diagnosed',
      `no check of the project shows this ${failure.kind} failure here, so no fix can be proven`,
      'give the command that fails as reproduce-command, and install its tool in a step before',
    )
  const isProduction = failure.test === undefined && inputs.reproduceCommand === undefined
  if (!isProduction)
    return end(
      'not-reproduced',
      found.why,
      'check that the commit, the test command and the environment are those that failed',
    )
  if (inputs.proof === 'suite') return { value: undefined }
  return end(
    'diagnosed',
    `the error could not be reproduced, so no fix can be proven${none === undefined ? '' : `; ${none}`}`,
    'give reproduce-command, a model that writes a regression test, or proof: suite for an unproven draft',
  )
}

function hasCheck({ kind, test }: Failure): boolean {
  return test === undefined && /^(?:build|lint|dependency|finding)$/.test(kind)
}
