import type { Candidate, Evidence, Outcome, Patch, Repairer, Strategy, Trial, Usage } from '../domain.js'
import type { Inputs } from '../inputs.js'
import type { ModelEnding, ModelRepairer } from '../repair/model/repairer.js'
import { createRevertRepairer } from '../repair/revert/repairer.js'
import { createRulesRepairer } from '../repair/rules/repairer.js'
import { createSearchRepairer } from '../repair/search/repairer.js'
import { type Bench, tryCandidate } from '../trial/try-candidate.js'
import { type Filter, openFilter } from '../trial/warm/filter.js'
import { end, type Journal, type Step, type World } from './world.js'

export interface Healed {
  readonly trial: Trial
  readonly patch: Patch
  readonly tree: string
  readonly diff: string
}

/**
 * Most candidates of the operators: what they find they mostly find early, and each costs a test run. Fewer where a
 * model follows, so that it has its share of the time, and where
 * a known culprit can be taken back: that is likelier right than an edit which happens to pass.
 */
const mostOfSearch = { alone: 400, beforeModel: 150, beforeRevert: 100 } as const

/** Candidates, strategy by strategy in the user's order, until one heals or a budget is used up. */
export async function search(
  world: World,
  inputs: Inputs,
  journal: Journal,
  bench: Bench,
  evidence: Evidence,
  model: ModelRepairer | undefined,
): Promise<Step<Healed>> {
  const trials: Trial[] = []
  journal.trials = trials
  const deadline = world.startedAt.getTime() + inputs.maxMinutes * 60_000
  const repairers = inputs.strategies.map((strategy) => ({
    strategy,
    repairer: repairerOf(strategy, world, evidence, model),
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
    for (const { strategy, repairer } of repairers) {
      if (repairer === undefined) {
        world.log.info(`${strategy}: ${whyPassedOver(strategy)}`)
        continue
      }
      const step = await world.log.group(`strategy ${strategy}`, () =>
        exhaust({ world, bench, filter, evidence, trials }, repairer, {
          candidates: inputs.maxCandidates,
          own: mostOwn(strategy),
          deadline,
        }),
      )
      if (step !== undefined) return step
    }
  } finally {
    await filter.close()
    for (const note of model?.notes() ?? []) world.log.info(`model: ${note}`)
    journal.usage = usageOf(model, trials, bench.lab)
  }
  return { ended: nothingHealed(trials, model?.ending()) }
}

function repairerOf(
  strategy: Strategy,
  world: World,
  evidence: Evidence,
  model: ModelRepairer | undefined,
): Repairer | undefined {
  if (strategy === 'rules') return createRulesRepairer(world.syntax)
  if (strategy === 'search') return createSearchRepairer(world.syntax)
  if (strategy === 'revert') return evidence.culpritFiles === undefined ? undefined : createRevertRepairer(world.syntax)
  return model
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

function whyPassedOver(strategy: Strategy): string {
  return strategy === 'model'
    ? 'passed over, no key or no model is given'
    : 'passed over, no good commit is known, so there is nothing to take back'
}

interface Hunt {
  readonly world: World
  readonly bench: Bench
  readonly filter: Filter
  readonly evidence: Evidence
  readonly trials: Trial[]
}

interface Budget {
  readonly candidates: number
  readonly own: number
  readonly deadline: number
}

async function exhaust(hunt: Hunt, repairer: Repairer, budget: Budget): Promise<Step<Healed> | undefined> {
  const { world, filter, trials } = hunt
  const before = trials.length
  const proposals = repairer.propose(hunt.evidence, trials)[Symbol.asyncIterator]()
  // A model reads what became of each candidate before it makes the next, and so does what goes on from it.
  const isStepwise = repairer.strategy === 'model' || repairer.refines === true
  const width = (): number => (isStepwise ? 1 : filter.width)
  let best: Step<Healed> | undefined
  for (;;) {
    const left = Math.min(budget.candidates - trials.length, budget.own - (trials.length - before))
    const batch = await take(proposals, Math.max(1, Math.min(left, width())))
    if (batch.length === 0) return best
    if (trials.length >= budget.candidates) return best ?? limit(`max-candidates: ${counted(budget.candidates)} tried`)
    if (world.clock.now().getTime() > budget.deadline) return best ?? limit('max-minutes is used up')
    if (left <= 0) {
      world.log.info(`${repairer.strategy}: stopped after ${counted(budget.own)}, there were more`)
      return best
    }
    const healed = await tryBatch(hunt, batch)
    if (healed === undefined) continue
    best = { value: healed }
    if (repairer.refines !== true) return best
  }
}

async function take(proposals: AsyncIterator<Candidate>, most: number): Promise<readonly Candidate[]> {
  const batch: Candidate[] = []
  while (batch.length < most) {
    const next = await proposals.next()
    if (next.done === true) break
    batch.push(next.value)
  }
  return batch
}

/** One trial, as a span of the run's trace. */
function traced({ tracer, clock }: World, bench: Bench, candidate: Candidate): ReturnType<typeof tryCandidate> {
  const { strategy, by, tokens, cost } = candidate
  const about = { 'suture.strategy': strategy, 'suture.by': by, 'suture.tokens': tokens, 'suture.cost': cost }
  return tracer.span('trial', about, async (add) => {
    const tried = await tryCandidate(bench, candidate, () => clock.now().getTime())
    const { verdict, why } = tried.trial.verdict
    add({ 'suture.verdict': verdict, ...(tracer.content ? { 'suture.why': why } : {}) })
    return tried
  })
}

/** In the order in which they were proposed, whichever is ready first: the first that heals is the one. */
async function tryBatch(
  { world, bench, filter, trials }: Hunt,
  batch: readonly Candidate[],
): Promise<Healed | undefined> {
  const hopeless = batch[0]?.strategy === 'model' ? [] : await filter.judge(batch)
  for (const [index, candidate] of batch.entries()) {
    const known = hopeless[index]
    const tried = known === undefined ? await traced(world, bench, candidate) : { trial: known }
    trials.push(tried.trial)
    if (known === undefined) filter.learn(tried.trial)
    const { verdict, why } = tried.trial.verdict
    world.log.info(`candidate ${trials.length} (${candidate.by}): ${verdict}: ${why}`)
    if (tried.healed !== undefined) return { trial: tried.trial, ...tried.healed }
  }
  return undefined
}

function limit(reason: string): { readonly ended: Outcome } {
  return end('limit-reached', reason, 'raise the limit, or read in report.json what was tried')
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

/** `1 candidate`, `2 candidates`. */
export function counted(candidates: number): string {
  return candidates === 1 ? '1 candidate' : `${candidates} candidates`
}
