import { lineReaders } from './all.js'
import type { Desk } from './desk.js'
import { openGate } from './gate.js'
import type { LineParser, LinesAbove } from './line-reader.js'

/** A message stands at most this far above its stack trace. */
const mostRecent = 64

interface Seat {
  readonly wakes: RegExp
  readonly parser: LineParser
  readonly readsRecords: boolean
  isAwake: boolean
}

/** The lines of one program in a log: every line reader follows them, and no other program's lines stand between. */
export interface Lane {
  /** @param whole the line before it was cut, for readers of records */
  line(text: string, whole: string, number: number): void
  end(): void
}

export function openLane(desk: Desk, index: number): Lane {
  const seats: Seat[] = lineReaders.map((reader, rank) => ({
    wakes: reader.wakes,
    parser: reader.open(desk.sinkFor({ format: reader.format, tier: reader.tier ?? 0, rank, lane: index })),
    readsRecords: reader.readsRecords === true,
    isAwake: false,
  }))
  const concernsAny = openGate(lineReaders.map((reader) => reader.wakes))
  const recent = openRecent()
  let awake = 0
  return {
    line(text, whole, number) {
      const isOfConcern = concernsAny(text)
      if (awake > 0 || isOfConcern) {
        for (const seat of seats) {
          if (!seat.isAwake && !(isOfConcern && seat.wakes.test(text))) continue
          const stays = seat.parser.line(seat.readsRecords ? whole : text, number, recent.above)
          if (stays !== seat.isAwake) awake += stays ? 1 : -1
          seat.isAwake = stays
        }
      }
      recent.push(text)
    },
    end() {
      for (const seat of seats) seat.parser.end()
    },
  }
}

function openRecent(): { push(text: string): void; above: LinesAbove } {
  const ring: string[] = new Array(mostRecent).fill('')
  let count = 0
  return {
    push(text) {
      ring[count++ % mostRecent] = text
    },
    above(wanted) {
      const lines: string[] = []
      for (let at = Math.max(0, count - Math.min(wanted, mostRecent)); at < count; at++)
        lines.push(ring[at % mostRecent] ?? '')
      return lines
    },
  }
}
