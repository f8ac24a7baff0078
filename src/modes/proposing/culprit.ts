import { changedFiles } from '../../culprit/changed-files.js'
import { findOrigin, type Origin } from '../../culprit/find.js'
import type { CulpritFile, Failure } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import type { History } from '../../ports.js'
import type { CheckRun } from '../../trial/lab/lab.js'
import type { Target } from '../../trial/target.js'
import type { Base } from '../base.js'
import type { World } from '../world.js'
import { knownGoodCommits } from './good-commits.js'

/**
 * Share of max-minutes that may go into finding the culprit: less where a good commit has yet to be looked for,
 * because then it may be in vain. What is found makes every strategy after it cheaper.
 */
const share = { fromKnown: 0.3, fromNowhere: 0.2 } as const
/**
 * Most failures began with the last push: both its ends, three halvings and one run to confirm. Where fewer fit, none is
 * begun; where it began earlier, the time that is left decides.
 */
const leastRuns = 6

export interface FoundCulprit extends Origin {
  readonly files: readonly CulpritFile[]
}

export interface Reproducible {
  readonly failure: Failure
  readonly target: Target
  readonly failing: CheckRun
  readonly timeoutSeconds: number
}

/** The commit with which the failure began, with what it changed; undefined where it cannot be told at a fair price. */
export async function culpritOf(
  world: World,
  inputs: Inputs,
  base: Base,
  history: History,
  { failure, target, failing, timeoutSeconds }: Reproducible,
): Promise<FoundCulprit | undefined> {
  return world.log.group('find the commit with which it began', async () => {
    const knownGood = await knownGoodCommits(world, inputs, base, history, failure)
    const seconds = inputs.maxMinutes * 60 * (knownGood.length > 0 ? share.fromKnown : share.fromNowhere)
    if (failing.seconds * leastRuns > seconds) {
      world.log.info(
        `no bisection: ${leastRuns} runs of ${failing.seconds.toFixed(1)} s each would take more than ${Math.round(seconds)} s of max-minutes`,
      )
      return undefined
    }
    const until = world.clock.now().getTime() + seconds * 1000
    const origin = await findOrigin({
      repository: base.repository,
      lab: base.lab,
      base: base.commit,
      target,
      failing,
      timeoutSeconds,
      history,
      knownGood,
      hasTime: () => world.clock.now().getTime() < until,
      say: world.log.info,
    })
    if (origin === undefined) return undefined
    const { commit, subject } = origin.culprit
    world.log.info(`started failing with ${commit.slice(0, 7)}: ${subject}`)
    const files = await changedFiles(base.repository, origin.good, commit, base.commit)
    const culprit = { ...origin.culprit, subject: world.redactor.redact(subject) }
    return { ...origin, culprit, files }
  })
}
