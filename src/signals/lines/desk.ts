import type { Draft, Sink } from '../reader.js'
import type { LineSink } from './line-reader.js'

/** As many as a reading keeps; a reader that sees more in a log has gone astray or is being fooled. */
const mostDrafts = 50_000
const longestDetail = 16 * 1024

interface Span {
  readonly from: number
  readonly to: number
}

/** Who speaks: where a reader stands in the list, and whose lines it follows. */
export interface Speaker {
  readonly format: string
  readonly rank: number
  /** Readers of a higher tier are heard only where no reader of a lower one found anything. */
  readonly tier: number
  readonly lane: number
}

interface Found {
  readonly draft: Draft
  readonly speaker: Speaker
}

/** Readers of this tier guess: what they say is said to be a guess. */
export const guessing = 2

export interface Desk {
  sinkFor(speaker: Speaker): LineSink
  /** Hands over what was found. @returns the log's format, or `unknown` */
  settle(): string
}

/**
 * Where the line readers of one log lay down what they find. When the log has ended, overlaps are settled: the
 * earlier reader in the list owns its lines, so a test's block is one failure and not also the stack trace in it.
 */
export function openDesk(sink: Sink): Desk {
  const found: Found[] = []
  /** By lane, then by rank: the lines of two programs stand between each other. */
  const claims: Map<number, Span[]>[] = []
  const active = new Map<number, Speaker>()
  let dropped = 0

  const claim = ({ lane, rank }: Speaker, from: number, to: number): void => {
    claims[lane] ??= new Map()
    const spans = claims[lane].get(rank) ?? []
    claims[lane].set(rank, spans)
    const last = spans.at(-1)
    if (last !== undefined && last.to + 1 >= from && last.from <= from)
      spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else spans.push({ from, to })
  }
  const sinkFor = (speaker: Speaker): LineSink => ({
    source: sink.source,
    report(draft) {
      active.set(speaker.rank, speaker)
      if (found.length >= mostDrafts) {
        dropped++
        return
      }
      found.push({ draft: { ...draft, detail: draft.detail?.slice(0, longestDetail) }, speaker })
      claim(speaker, draft.sourceLines[0], draft.sourceLines[1])
    },
    testCase(test, status) {
      active.set(speaker.rank, speaker)
      sink.testCase(test, status)
    },
    retried: sink.retried,
    totals(counts) {
      active.set(speaker.rank, speaker)
      sink.totals(counts)
    },
    format: () => {},
    note: sink.note,
    incomplete: sink.incomplete,
    claim: (from, to) => claim(speaker, from, to),
  })
  return {
    sinkFor,
    settle() {
      for (const lane of claims) for (const spans of lane?.values() ?? []) putInOrder(spans)
      const kept = found.filter(({ draft, speaker }) => !isOwnedByEarlier(draft, speaker, claims[speaker.lane]))
      const tier = kept.reduce((lowest, { speaker }) => Math.min(lowest, speaker.tier), guessing)
      const told = kept.filter(({ speaker }) => speaker.tier === tier)
      told.sort(
        (left, right) =>
          left.draft.sourceLines[0] - right.draft.sourceLines[0] || left.speaker.rank - right.speaker.rank,
      )
      for (const { draft } of told) sink.report(draft)
      if (tier === guessing && told.length > 0)
        sink.note('no known format: these are the most telling lines of the text')
      if (dropped > 0) sink.note(`${dropped} more failures than the ${mostDrafts} kept`)
      return formatOf(told.length > 0 ? told.map(({ speaker }) => speaker) : [...active.values()])
    },
  }
}

function isOwnedByEarlier(draft: Draft, speaker: Speaker, claims: ReadonlyMap<number, readonly Span[]> = new Map()) {
  const [from, to] = draft.sourceLines
  for (const [owner, spans] of claims) {
    if (owner < speaker.rank && overlaps(spans, from, to)) return true
  }
  return false
}

/** Readers that wait for a summary claim late: sorted and joined, spans are apart from each other. */
function putInOrder(spans: Span[]): void {
  spans.sort((left, right) => left.from - right.from)
  let kept = 0
  for (const span of spans) {
    const last = kept === 0 ? undefined : spans[kept - 1]
    if (last !== undefined && span.from <= last.to)
      spans[kept - 1] = { from: last.from, to: Math.max(last.to, span.to) }
    else spans[kept++] = span
  }
  spans.length = kept
}

/** Of spans that are apart and in order, the last one that begins before `to` decides. */
function overlaps(spans: readonly Span[], from: number, to: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from ?? 0) <= to) low = middle + 1
    else high = middle
  }
  return (spans[low - 1]?.to ?? -1) >= from
}

/** The format of a log is that of the reader who owns most: a test runner's before that of a stack trace beside it. */
function formatOf(speakers: readonly Speaker[]): string {
  let first: Speaker | undefined
  for (const speaker of speakers) if (first === undefined || speaker.rank < first.rank) first = speaker
  return first?.format ?? 'unknown'
}
