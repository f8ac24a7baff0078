import { BrokenWorld, type PastOutcome, type Repairer, type Strategy } from '../../domain.js'
import { defaultOf, type Inputs } from '../../inputs.js'
import { inOrder, isMuted, outcomesOf } from '../../memory/outcomes.js'
import type { World } from '../world.js'

/**
 * What people did with earlier pull requests. Undefined where there is no token, or the server does not say: advice that
 * cannot be had changes no outcome.
 */
export async function readPast(world: World, inputs: Inputs): Promise<readonly PastOutcome[] | undefined> {
  const forge = world.forge(inputs)
  if ('outcome' in forge) return undefined
  try {
    const past = outcomesOf(await forge.closedPullRequests(inputs.branchPrefix), inputs.labels)
    for (const each of past.filter(({ muted }) => muted)) world.log.info(mutedWords(each, inputs.labels))
    return past
  } catch (error) {
    if (!(error instanceof BrokenWorld)) throw error
    world.log.info(`earlier pull requests are not known, nothing is learnt from them: ${error.message}`)
    return undefined
  }
}

function mutedWords({ strategy, by, model, closed }: PastOutcome, labels: readonly string[]): string {
  const undo =
    labels.length === 0 ? 'take the last line, a comment, out of' : `take the label ${labels.join(' and ')} off`
  const maker = `${strategy} ${by}${model === undefined ? '' : ` with ${model}`}`
  return `${maker} is muted: people closed ${closed} of its pull requests and merged none; to undo it, ${undo} one of them`
}

/** The user's order; where it is that of the default, what people keep closing goes last. */
export function orderOf(
  { log }: Pick<World, 'log'>,
  { strategies }: Pick<Inputs, 'strategies'>,
  past: readonly PastOutcome[],
): readonly Strategy[] {
  if (isOwnOrder(strategies)) return strategies
  const order = inOrder(strategies, past)
  if (order.some((strategy, index) => strategy !== strategies[index]))
    log.info(`strategies in the order ${order.join(', ')}: people keep closing what the last makes`)
  return order
}

/** Who writes another order than ours has a reason, and a count of closed pull requests is no answer to it. */
function isOwnOrder(strategies: readonly Strategy[]): boolean {
  const usual = defaultOf('strategies').split(/[\s,]+/)
  const places = strategies.map((strategy) => usual.indexOf(strategy))
  return places.some((place, index) => place < (places[index - 1] ?? -1))
}

/** The same repairer without the candidates of what is muted. */
export function withoutMuted(repairer: Repairer, past: readonly PastOutcome[]): Repairer {
  if (!past.some(({ muted, strategy }) => muted && strategy === repairer.strategy)) return repairer
  return {
    ...repairer,
    async *propose(evidence, trials) {
      for await (const candidate of repairer.propose(evidence, trials)) if (!isMuted(past, candidate)) yield candidate
    },
  }
}
