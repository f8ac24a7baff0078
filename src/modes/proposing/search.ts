import type { Candidate, Evidence, Outcome, PastOutcome, Repairer, Strategy, Trial, Usage } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import { isMuted, standingOf } from '../../memory/outcomes.js'
import type { ModelEnding, ModelRepairer } from '../../repair/model/repairer.js'
import type { ProjectSite } from '../../repair/project/project-rule.js'
import { createRevertRepairer } from '../../repair/revert/repairer.js'
import { createRulesRepairer } from '../../repair/rules/repairer.js'
import { createSearchRepairer } from '../../repair/search/repairer.js'
import type { Bench } from '../../trial/try-candidate.js'
import { openFilter } from '../../trial/warm/filter.js'
import type { Journal, Step, World } from '../world.js'
import { counted, exhaust, type Healed, limit } from './hunt.js'
import { orderOf, readPast, withoutMuted } from './past.js'

/**
 * Most candidates of the operators: what they find they mostly find early, and each costs a test run. Fewer where a
 * model follows, so that it has its share of the time, and where
 * a known culprit can be taken back: that is likelier right than an edit which happens to pass.
 */
const mostOfSearch = { alone: 400, beforeModel: 150, beforeRevert: 100 } as const

/** What strategies need beside evidence. */
export interface Means {
  readonly model: ModelRepairer | undefined
  readonly site: ProjectSite
}

/** Candidates, strategy by strategy in the user's order, until one heals or a budget is used up. */
export async function search(
  world: World,
  inputs: Inputs,
  journal: Journal,
  bench: Bench,
  evidence: Evidence,
  means: Means,
): Promise<Step<Healed>> {
  const { model } = means
  const trials: Trial[] = []
  journal.trials = trials
  const deadline = world.startedAt.getTime() + inputs.maxMinutes * 60_000
  const known = journal.past ?? (await readPast(world, inputs))
  if (known !== undefined) journal.past = known
  const past = known ?? []
  const repairers = orderOf(world, inputs, past).map((strategy) => ({
    strategy,
    repairer: repairerOf(strategy, world, evidence, means, past),
  }))
  const { earlier } = journal
  if (earlier !== undefined) {
    const again = { strategy: earlier.strategy, repairer: onceAgain(earlier) }
    repairers.unshift(again)
  }
  const mostOwn = (strategy: Strategy): number => {
    if (strategy !== 'search') return inputs.maxCandidates
    if (repairers.some((each) => each.repairer?.strategy === 'revert')) return mostOfSearch.beforeRevert
    return model === undefined ? mostOfSearch.alone : mostOfSearch.beforeModel
  }
  const filter = openFilter(bench, { ...world, now: () => world.clock.now().getTime() })
  try {
    for (const { strategy, repairer } of repairers)
      if (repairer === undefined) world.log.info(`${strategy}: ${whyPassedOver(strategy, means)}`)
    const waiting = repairers.flatMap(({ repairer }) => repairer ?? [])
    for (let turn = waiting.shift(); turn !== undefined; turn = waiting.shift()) {
      const repairer = turn
      const step = await world.log.group(`strategy ${repairer.strategy}`, () =>
        exhaust({ world, bench, filter, evidence, trials }, repairer, {
          candidates: inputs.maxCandidates,
          own: mostOwn(repairer.strategy),
          deadline,
          turnEnds: turnEnds(world, deadline, waiting.length),
        }),
      )
      if (step === 'turn over') {
        world.log.info(`${repairer.strategy}: its share of the time is over, the others have their turn first`)
        waiting.push(repairer)
      } else if (step !== undefined) return step
    }
  } finally {
    await filter.close()
    for (const note of model?.notes() ?? []) world.log.info(`model: ${note}`)
    journal.usage = usageOf(model, trials, bench.lab)
  }
  return { ended: nothingHealed(trials, model?.ending()) }
}

/** An equal share of what is left, so that on a slow machine or in a slow project no strategy uses up the time of all. */
function turnEnds({ clock }: World, deadline: number, others: number): number {
  const now = clock.now().getTime()
  return others === 0 ? deadline : now + (deadline - now) / (others + 1)
}

function repairerOf(
  strategy: Strategy,
  world: World,
  evidence: Evidence,
  { model, site }: Means,
  past: readonly PastOutcome[],
): Repairer | undefined {
  if (strategy === 'rules') {
    const standing = (rule: string): number => standingOf(past, strategy, rule)
    return withoutMuted(createRulesRepairer(world.syntax, site, standing), past)
  }
  if (strategy === 'search') return withoutMuted(createSearchRepairer(world.syntax), past)
  if (strategy === 'revert') return evidence.culpritFiles === undefined ? undefined : createRevertRepairer(world.syntax)
  return isMutedModel(model, past) ? undefined : model
}

/** Told before it is asked: its tokens would be spent for nothing. */
function isMutedModel(model: ModelRepairer | undefined, past: readonly PastOutcome[]): boolean {
  const { prompt = '', model: name } = model?.usage() ?? {}
  return isMuted(past, { strategy: 'model', by: prompt }, name)
}

/** What a pull request of ours proposes already costs nothing to find, and people have read it. */
function onceAgain(candidate: Candidate): Repairer {
  return {
    strategy: candidate.strategy,
    async *propose() {
      yield candidate
    },
  }
}

function whyPassedOver(strategy: Strategy, { model }: Means): string {
  if (strategy === 'model' && model !== undefined) return 'passed over, its prompt is muted'
  return strategy === 'model'
    ? 'passed over, no key or no model is given'
    : 'passed over, no good commit is known, so there is nothing to take back'
}

export function usageOf(
  model: ModelRepairer | undefined,
  trials: readonly Trial[],
  lab: Pick<Bench['lab'], 'testRuns'>,
): Usage {
  const used = model === undefined ? { calls: 0, tokensIn: 0, tokensOut: 0, cost: 0 } : model.usage()
  return { ...used, candidates: trials.length, testRuns: lab.testRuns }
}

function nothingHealed(trials: readonly Trial[], ending: ModelEnding | undefined): Outcome {
  if (ending?.kind === 'declined') {
    return {
      outcome: 'declined',
      reason: `the model declined: ${ending.reason}`,
      next: 'read the evidence in the job summary',
    }
  }
  if (ending?.kind === 'budget') return limit(`${ending.which} is used up`).ended
  const counts = new Map<string, number>()
  for (const { verdict } of trials) counts.set(verdict.verdict, (counts.get(verdict.verdict) ?? 0) + 1)
  const parts = [...counts].map(([verdict, count]) => `${count} ${verdict}`)
  const reason =
    trials.length === 0 ? 'no strategy had a candidate' : `${counted(trials.length)} tried: ${parts.join(', ')}`
  return { outcome: 'no-fix', reason, next: 'read the suspects and attempts in the job summary' }
}
