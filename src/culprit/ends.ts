import type { CommitLine, HistoryCommit } from '../domain.js'
import type { Answer } from './bisect.js'
import type { KnownGood, Quest } from './quest.js'

/** Commits between a good and a bad one, oldest first; the last one is bad, the one before the first is good. */
export interface Ends {
  readonly commits: readonly HistoryCommit[]
  readonly good: string
}

type Ask = (commit: string) => Promise<Answer | undefined>

/** Further back than this a good commit says little about today's failure. */
const longestLine = 4096
/** Where no good commit is known: most failures began with the last push, few more than some hundred commits ago. */
const distances = [1, 16, 256, 1023] as const
/** What is fetched of a shallow clone's history, step by step, until the good commit is in it. */
const depths = [64, 512, longestLine] as const

/** The two ends of a bisection; undefined, with the reason in the log, where there is no good one. */
export async function endsOf(quest: Quest, ask: Ask): Promise<Ends | undefined> {
  for (const known of quest.knownGood) {
    const ends = await fromKnown(quest, known, ask)
    if (ends !== undefined) return ends
  }
  return walkBack(quest, ask)
}

async function fromKnown(quest: Quest, known: KnownGood, ask: Ask): Promise<Ends | undefined> {
  const { commit, because } = known
  if (commit === quest.base) return undefined
  let line = await lineTo(quest, commit)
  for (const depth of depths) {
    if (line !== undefined && !line.isCutOff) break
    const refused = await fetchMore(quest, depth)
    if (refused !== undefined) return undefined
    line = await lineTo(quest, commit)
  }
  const oldest = line?.commits.at(-1)
  const good = oldest?.parents[0]
  if (line === undefined || line.isCutOff || good === undefined) {
    quest.say(`the good commit ${commit.slice(0, 7)} (${because}) is not behind the failing one`)
    return undefined
  }
  quest.say(`good: ${commit.slice(0, 7)} (${because})`)
  if (!known.isProven && (await ask(good)) !== 'good') {
    quest.say(`${good.slice(0, 7)} is not good for this failure`)
    return undefined
  }
  return { commits: [...line.commits].reverse(), good }
}

async function lineTo(quest: Quest, good: string): Promise<CommitLine | undefined> {
  if ((await quest.repository.resolve(good)) === undefined) return undefined
  return quest.history.line(quest.base, longestLine, good)
}

/** Looks back in growing steps until a commit is good. */
async function walkBack(quest: Quest, ask: Ask): Promise<Ends | undefined> {
  let line = await quest.history.line(quest.base, longestDistance + 1)
  let bad = 0
  let last = 0
  for (const distance of distances) {
    if (line.isCutOff && line.commits.length <= distance) {
      if ((await fetchMore(quest, distance + 1)) === undefined)
        line = await quest.history.line(quest.base, longestDistance + 1)
    }
    // Shorter histories end at their oldest commit.
    const place = Math.min(distance, line.commits.length - 1)
    const commit = line.commits[place]
    if (commit === undefined || place <= last) break
    last = place
    const answer = await ask(commit.id)
    quest.say(
      `looking for a good commit: ${commit.id.slice(0, 7)}, ${place} back: ${answer ?? 'not asked, the time is up'}`,
    )
    if (answer === undefined) return undefined
    if (answer === 'good') return { commits: line.commits.slice(bad, place).reverse(), good: commit.id }
    if (answer === 'bad') bad = place
  }
  quest.say('no good commit was found behind the failing one')
  return undefined
}

const longestDistance = distances[distances.length - 1] ?? 1

async function fetchMore(quest: Quest, depth: number): Promise<string | undefined> {
  const refused = await quest.history.deepen(quest.base, depth)
  if (refused === undefined) quest.say(`the clone is shallow: ${depth} commits of history were fetched`)
  else quest.say(`the clone is shallow, and more history could not be fetched: ${refused.refused}`)
  return refused?.refused
}
