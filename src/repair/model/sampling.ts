import type { Trial } from '../../domain.js'
import { mostAlternatives } from './alternatives.js'

/** An edit with its reason; fixes are small by policy. */
const tokensOfOne = 1500
/** As long as nothing was tried, a trial is taken for this long. */
const secondsOfOne = 30
/** What is found has to be proven in the same minutes. */
const shareForTrials = 0.5

/** What is left of the budget. */
export interface Left {
  /** Tokens that the next answer may have. */
  readonly tokens: number
  readonly seconds: number
}

/**
 * How many candidates are asked for in one turn. A second one costs some hundred tokens of output and a trial, a further
 * call costs the whole prompt again: so as many as help, as long as there is time to try them and room to write them.
 */
export function candidatesAtOnce({ tokens, seconds }: Left, trials: readonly Trial[]): number {
  const ran = trials.map((trial) => trial.seconds).filter((each) => each > 0)
  const one = ran.length === 0 ? secondsOfOne : ran.reduce((sum, each) => sum + each, 0) / ran.length
  const inTime = Math.floor((seconds * shareForTrials) / one)
  const inRoom = Math.floor(tokens / tokensOfOne)
  return Math.max(1, Math.min(mostAlternatives, inTime, inRoom))
}
