import type { Draft, Sink } from '../reader.js'
import type { LineSink } from './line-reader.js'

/** As many as a reading keeps; a reader that sees more in a log has gone astray or is being fooled. */
const mostDrafts = 50_000
const longestDetail = 16 * 1024

interface Span {
  readonly from: number
  readonly to: number
}

interface Found {
  readonly draft: Draft
  readonly rank: number
}

/** Readers of the fallback speak only where no other reader found anything. */
export const fallbackFormat = 'plain-text'

/**
 * Where the line readers of one log lay down what they find. When the log has ended, overlaps are settled: the
 * earlier reader in the list owns its lines, so a test's block is one failure and not also the stack trace in it.
 */
export function openDesk(sink: Sink): { sinkFor(format: string, rank: number): LineSink; settle(): string } {
  const found: Found[] = []
  const claims = new Map<number, Span[]>()
  const formats = new Map<number, string>()
  const active = new Set<number>()
  let dropped = 0

  const claim = (rank: number, from: number, to: number): void => {
    const spans = claims.get(rank) ?? []
    claims.set(rank, spans)
    const last = spans.at(-1)
    if (last !== undefined && last.to + 1 >= from && last.from <= from)
      spans[spans.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else spans.push({ from, to })
  }
  const sinkFor = (format: string, rank: number): LineSink => {
    formats.set(rank, format)
    return {
      source: sink.source,
      report(draft) {
        active.add(rank)
        if (found.length >= mostDrafts) {
          dropped++
          return
        }
        found.push({ draft: { ...draft, detail: draft.detail?.slice(0, longestDetail) }, rank })
        claim(rank, draft.sourceLines[0], draft.sourceLines[1])
      },
      testCase(test, status) {
        active.add(rank)
        sink.testCase(test, status)
      },
      totals(counts) {
        active.add(rank)
        sink.totals(counts)
      },
      format: () => {},
      note: sink.note,
      incomplete: sink.incomplete,
      claim: (from, to) => claim(rank, from, to),
    }
  }
  return {
    sinkFor,
    settle() {
      const isFallback = (rank: number): boolean => formats.get(rank) === fallbackFormat
      const kept = found.filter(({ draft, rank }) => !isOwnedByEarlier(draft, rank, claims))
      const isKnown = kept.some(({ rank }) => !isFallback(rank))
      const told = kept.filter(({ rank }) => !isKnown || !isFallback(rank))
      told.sort((left, right) => left.draft.sourceLines[0] - right.draft.sourceLines[0] || left.rank - right.rank)
      for (const { draft } of told) sink.report(draft)
      if (!isKnown && told.length > 0) sink.note('no known format: these are the most telling lines of the text')
      if (dropped > 0) sink.note(`${dropped} more failures than the ${mostDrafts} kept`)
      const ranks = told.length > 0 ? new Set(told.map(({ rank }) => rank)) : active
      return nameOf(ranks, formats)
    },
  }
}

function isOwnedByEarlier(draft: Draft, rank: number, claims: ReadonlyMap<number, readonly Span[]>): boolean {
  const [from, to] = draft.sourceLines
  for (const [owner, spans] of claims) {
    if (owner < rank && overlaps(spans, from, to)) return true
  }
  return false
}

/** Spans come in the order of the log, nearly always: the last one that begins before `to` decides. */
function overlaps(spans: readonly Span[], from: number, to: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.from ?? 0) <= to) low = middle + 1
    else high = middle
  }
  return (spans[low - 1]?.to ?? -1) >= from || (spans[low - 2]?.to ?? -1) >= from
}

/** The format of a log is that of the reader who owns most: a test runner's before that of a stack trace beside it. */
function nameOf(ranks: ReadonlySet<number>, formats: ReadonlyMap<number, string>): string {
  return ranks.size === 0 ? 'unknown' : (formats.get(Math.min(...ranks)) ?? 'unknown')
}
