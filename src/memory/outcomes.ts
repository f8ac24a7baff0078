import type { Candidate, PastOutcome, Strategy } from '../domain.js'
import type { PullRequest } from '../ports.js'
import { type Marker, parseMarker } from '../report/marker.js'

/** Two may be chance or one bad week; three of a kind and not one merged is an answer. */
const closingsThatMute = 3
/** A strategy is more than one rule: it takes more to put it behind the others. */
const closingsThatDefer = 5

/**
 * How earlier pull requests ended, by what made them, oftenest first. Only what tells of a person's word counts: a
 * whole marker, one of `labels` (where there are any) still on it, and an end that was not our own.
 */
export function outcomesOf(requests: readonly PullRequest[], labels: readonly string[]): readonly PastOutcome[] {
  const found = new Map<string, Omit<PastOutcome, 'muted'>>()
  for (const { state, merged, body, labels: carried } of requests) {
    const marker = parseMarker(body)
    if (state !== 'closed' || marker === undefined || (!merged && marker.closed !== undefined)) continue
    if (labels.length > 0 && !carried.some((label) => labels.includes(label))) continue
    const maker = makerOf(marker)
    const key = JSON.stringify(maker)
    const { merged: yes, closed: no } = found.get(key) ?? { merged: 0, closed: 0 }
    found.set(key, { ...maker, merged: yes + (merged ? 1 : 0), closed: no + (merged ? 0 : 1) })
  }
  return [...found.values()]
    .map((each) => ({ ...each, muted: each.by !== undefined && each.merged === 0 && each.closed >= closingsThatMute }))
    .sort((a, b) => b.merged + b.closed - a.merged - a.closed)
}

/** What `revert` takes back is another commit each time: nothing that could be met again. */
function makerOf({ strategy, by, model }: Marker): Pick<PastOutcome, 'strategy' | 'by' | 'model'> {
  if (strategy === 'revert') return { strategy }
  return { strategy, by, ...(strategy === 'model' && model !== undefined ? { model } : {}) }
}

/** True where people keep closing what this rule, operator or prompt with this model makes. */
export function isMuted(
  past: readonly PastOutcome[],
  { strategy, by }: Pick<Candidate, 'strategy' | 'by'>,
  model?: string,
): boolean {
  return past.some((each) => each.muted && each.strategy === strategy && each.by === by && each.model === model)
}

/** In the given order, but last those strategies of which people closed many and merged none. */
export function inOrder(strategies: readonly Strategy[], past: readonly PastOutcome[]): readonly Strategy[] {
  const isDeferred = (strategy: Strategy): boolean => {
    const own = past.filter((each) => each.strategy === strategy)
    return own.every(({ merged }) => merged === 0) && sum(own, 'closed') >= closingsThatDefer
  }
  return [...strategies.filter((each) => !isDeferred(each)), ...strategies.filter(isDeferred)]
}

/** What people think of a rule: between -1 (always closed) and 1 (always merged), near 0 while little is known. */
export function standingOf(past: readonly PastOutcome[], strategy: Strategy, by: string): number {
  const own = past.filter((each) => each.strategy === strategy && each.by === by)
  const [merged, closed] = [sum(own, 'merged'), sum(own, 'closed')]
  return (merged - closed) / (merged + closed + 2)
}

function sum(rows: readonly PastOutcome[], key: 'merged' | 'closed'): number {
  return rows.reduce((total, row) => total + row[key], 0)
}
