import type { Alternative, Candidate, Evidence, Outcome, Repairer, Trial } from '../../domain.js'
import { partsOf, without } from '../../repair/revert/parts.js'
import { readsNoMessage } from '../../repair/rules/all.js'
import { pick } from '../../trial/choosing/pick.js'
import type { Survivor } from '../../trial/choosing/survivor.js'
import { type Bench, tryCandidate } from '../../trial/try-candidate.js'
import type { Filter } from '../../trial/warm/filter.js'
import { end, type Step, type World } from '../world.js'

export interface Healed extends Survivor {
  readonly alternatives: readonly Alternative[]
}

export interface Hunt {
  readonly world: World
  readonly bench: Bench
  readonly filter: Filter
  readonly evidence: Evidence
  readonly trials: Trial[]
}

export interface Budget {
  readonly candidates: number
  readonly own: number
  readonly deadline: number
  /** Where others wait for their turn: what this strategy has not tried by then it tries after them. */
  readonly turnEnds: number
}

/** After the first that passes: most fixes that a choice is worth between are not far behind it, and each costs a run. */
const furtherCandidates = { warm: 40, plain: 8 } as const
/** Further ones that pass cost three runs of the suite each: by its seconds, in steps wide enough for a slow machine. */
const furtherSurvivors: readonly (readonly [suiteSeconds: number, most: number])[] = [
  [3, 5],
  [10, 3],
  [60, 1],
]

/**
 * Candidates of one strategy until one heals, and some more where several may pass: then the likeliest of them.
 * Undefined where it has no more.
 */
export async function exhaust(
  hunt: Hunt,
  repairer: Repairer,
  budget: Budget,
): Promise<Step<Healed> | 'turn over' | undefined> {
  const { world, filter, trials } = hunt
  // A strategy may come back for another turn; its share of candidates is one.
  const before = trials.filter(({ candidate }) => candidate.strategy !== repairer.strategy).length
  const proposals = repairer.propose(hunt.evidence, trials)[Symbol.asyncIterator]()
  // A model reads what became of each candidate before it makes the next, and so does what goes on from it.
  const isStepwise = repairer.strategy === 'model' || repairer.refines === true
  const survivors: Survivor[] = []
  let firstAt = 0
  for (;;) {
    const isShort = survivors.length === 0 || isStepwise
    const further = isShort ? Number.POSITIVE_INFINITY : firstAt + furtherOf(filter) - trials.length
    const left = Math.min(budget.candidates - trials.length, budget.own - (trials.length - before), further)
    if (survivors.length > 0 && !isStepwise && left <= 0) return chosen(hunt, survivors)
    const batch = await take(proposals, Math.max(1, Math.min(left, isStepwise ? 1 : filter.width)))
    const ended = endingOf(hunt, batch, budget)
    if (ended !== undefined || left <= 0) {
      if (survivors.length > 0) return chosen(hunt, survivors)
      if (ended === undefined)
        world.log.info(`${repairer.strategy}: stopped after ${counted(budget.own)}, there were more`)
      return ended === 'no more' ? undefined : ended
    }
    // A model that is cut off would begin its thoughts again.
    if (survivors.length === 0 && !isStepwise && world.clock.now().getTime() > budget.turnEnds) return 'turn over'
    await tryBatch(hunt, batch, survivors)
    const [first] = survivors
    if (first === undefined) continue
    if (firstAt === 0) firstAt = trials.indexOf(first.trial) + 1
    if (repairer.refines === true) survivors.splice(0, survivors.length - 1)
    else if (survivors.length >= wanted(hunt.bench, first)) return chosen(hunt, survivors)
  }
}

function furtherOf({ width }: Filter): number {
  return width > 1 ? furtherCandidates.warm : furtherCandidates.plain
}

function endingOf(
  { world, trials }: Hunt,
  batch: readonly Candidate[],
  budget: Budget,
): { readonly ended: Outcome } | 'no more' | undefined {
  if (batch.length === 0) return 'no more'
  if (trials.length >= budget.candidates) return limit(`max-candidates: ${counted(budget.candidates)} tried`)
  return world.clock.now().getTime() > budget.deadline ? limit('max-minutes is used up') : undefined
}

/** How many that pass are enough: one where a message or a person says what is wrong. */
function wanted({ baseline, target, syntax }: Bench, { trial: { candidate } }: Survivor): number {
  const isFitted = candidate.strategy === 'search' || (candidate.strategy === 'rules' && readsNoMessage(candidate.by))
  if (!isFitted || target === undefined || syntax === undefined) return 1
  return 1 + (furtherSurvivors.find(([seconds]) => baseline.seconds <= seconds)?.[1] ?? 0)
}

async function chosen(
  { world, bench, evidence }: Hunt,
  survivors: readonly Survivor[],
): Promise<Step<Healed> | undefined> {
  const [first] = survivors
  if (first === undefined) return undefined
  if (survivors.length === 1) return { value: { ...first, alternatives: [] } }
  const files = evidence.culpritFiles ?? []
  const old = [...without(partsOf(files))].map(([path, { now, text }]) => ({ path, before: now, after: text }))
  const { index, alternatives, said } = await pick(bench, survivors, { files, old })
  world.log.info(said)
  return { value: { ...(survivors[index] ?? first), alternatives } }
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

/** In the order in which they were proposed, whichever is ready first, until there are enough that heal. */
async function tryBatch(
  { world, bench, filter, trials }: Hunt,
  batch: readonly Candidate[],
  survivors: Survivor[],
): Promise<void> {
  const hopeless = batch[0]?.strategy === 'model' ? [] : await filter.judge(batch)
  for (const [index, candidate] of batch.entries()) {
    const known = hopeless[index]
    const tried = known === undefined ? await traced(world, bench, candidate) : { trial: known }
    trials.push(tried.trial)
    if (known === undefined) filter.learn(tried.trial)
    const { verdict, why } = tried.trial.verdict
    world.log.info(`candidate ${trials.length} (${candidate.by}): ${verdict}: ${why}`)
    const { healed } = tried
    // Two ways to write one text are one fix.
    if (healed === undefined || survivors.some((one) => one.tree === healed.tree)) continue
    survivors.push({ trial: tried.trial, patch: healed.patch, tree: healed.tree, diff: healed.diff })
    const [first] = survivors
    if (first !== undefined && survivors.length >= wanted(bench, first)) return
  }
}

export function limit(reason: string): { readonly ended: Outcome } {
  return end('limit-reached', reason, 'raise the limit, or read in report.json what was tried')
}

/** `1 candidate`, `2 candidates`. */
export function counted(candidates: number): string {
  return candidates === 1 ? '1 candidate' : `${candidates} candidates`
}
