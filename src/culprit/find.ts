import type { Culprit, HistoryCommit } from '../domain.js'
import { type Answer, bisect, stepsFor } from './bisect.js'
import { type Ends, endsOf } from './ends.js'
import { probe } from './probe.js'
import type { Quest } from './quest.js'

/** The commit with which the failure began: it fails there, and not on `good`, its parent (or the nearest that runs). */
export interface Origin {
  readonly culprit: Culprit
  readonly good: string
}

/** Merges in merges: a branch of branches is followed this deep. */
const deepest = 3

/** The commit with which the failure began; undefined, with the reason in the log, where it cannot be told. */
export async function findOrigin(quest: Quest): Promise<Origin | undefined> {
  const asked = new Map<string, Answer>([[quest.base, 'bad']])
  const ask = async (commit: string): Promise<Answer | undefined> => {
    const known = asked.get(commit)
    if (known !== undefined) return known
    if (!quest.hasTime()) return undefined
    const answer = await probe(quest, commit)
    asked.set(commit, answer)
    return answer
  }
  const ends = await endsOf(quest, ask)
  if (ends === undefined) return undefined
  const found = await narrow(quest, ends, ask, 0)
  if (found === undefined) return undefined
  return (await confirmed(quest, found, ask)) ? found : undefined
}

type Ask = (commit: string) => Promise<Answer | undefined>

async function narrow(quest: Quest, ends: Ends, ask: Ask, depth: number): Promise<Origin | undefined> {
  const { commits } = ends
  const steps = stepsFor(commits.length)
  let step = 0
  if (steps > 0) quest.say(`bisect: ${commits.length} commits, about ${steps} ${steps === 1 ? 'step' : 'steps'}`)
  const { good, bad } = await bisect(commits.length, async (place, from) => {
    const commit = commits[place]
    const answer = commit && (await ask(commit.id))
    step += 1
    const open = from.bad - from.good
    quest.say(
      `bisect: ${open} commits, step ${step} of ${Math.max(step, steps)}: ${short(commit)} ${answer ?? 'not asked, the time is up'}`,
    )
    return answer
  })
  const culprit = commits[bad]
  if (culprit === undefined) return undefined
  if (bad - good > 1) {
    quest.say(
      `bisect: between ${short(commits[good]) || ends.good.slice(0, 7)} and ${short(culprit)} no commit could be told good or bad`,
    )
    if (bad - good > mostUntold) return undefined
  }
  const before = commits[good]?.id ?? ends.good
  const inside = bad - good > 1 ? undefined : await insideMerge(quest, culprit, ask, depth)
  return inside ?? { culprit: { commit: culprit.id, subject: culprit.subject, how: 'bisect' }, good: before }
}

/** One of so few commits is still a place to look: the first that is known to fail stands for them. */
const mostUntold = 5

/** A merge brings a whole branch: where the branch itself fails, the commit is one of it. */
async function insideMerge(quest: Quest, merge: HistoryCommit, ask: Ask, depth: number): Promise<Origin | undefined> {
  const [first, second] = merge.parents
  if (first === undefined || second === undefined || depth >= deepest) return undefined
  const { commits, isCutOff } = await quest.history.line(second, 4096, first)
  const fork = commits.at(-1)?.parents[0]
  if (commits.length === 0 || isCutOff || fork === undefined) return undefined
  quest.say(`bisect: ${short(merge)} is a merge of ${commits.length} commits`)
  if ((await ask(second)) !== 'bad') return undefined
  return narrow(quest, { commits: [...commits].reverse(), good: fork }, ask, depth + 1)
}

/** Once more on both sides: a test that changes its mind would blame somebody at random. */
async function confirmed(quest: Quest, { culprit, good }: Origin, ask: Ask): Promise<boolean> {
  const before = await ask(good)
  const again = culprit.commit === quest.base || !quest.hasTime() ? 'bad' : await probe(quest, culprit.commit)
  if (before === 'good' && again === 'bad') return true
  quest.say(
    before === undefined
      ? 'bisect: no time was left to confirm what was found'
      : `bisect: not confirmed: ${good.slice(0, 7)} is ${before}, ${culprit.commit.slice(0, 7)} is ${again}`,
  )
  return false
}

function short(commit: HistoryCommit | undefined): string {
  return commit?.id.slice(0, 7) ?? ''
}
