import { lineReaders } from './all.js'
import type { Desk } from './desk.js'
import type { Gate } from './gate/gate.js'
import type { LineParser } from './line-reader.js'
import { openRecent } from './recent.js'

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
  /** A line that concerns no sleeping reader, as it came, within the bytes of the log. Only where no reader is awake. */
  quietLine(bytes: Buffer, from: number, to: number): void
  isAwake(): boolean
  end(): void
}

/** @param gate of the expressions of all line readers, in their order; it may have more behind them */
export function openLane(desk: Desk, index: number, gate: Gate): Lane {
  const seats: Seat[] = lineReaders.map((reader, rank) => ({
    wakes: reader.wakes,
    parser: reader.open(desk.sinkFor({ format: reader.format, tier: reader.tier ?? 0, rank, lane: index })),
    readsRecords: reader.readsRecords === true,
    isAwake: false,
  }))
  const recent = openRecent()
  let awake = 0

  const read = (seat: Seat, text: string, whole: string, number: number): void => {
    const stays = seat.parser.line(seat.readsRecords ? whole : text, number, recent.above)
    if (stays !== seat.isAwake) awake += stays ? 1 : -1
    seat.isAwake = stays
  }
  return {
    line(text, whole, number) {
      const candidates = gate.candidates(text)
      if (awake === 0) {
        for (const rank of candidates) {
          const seat = seats[rank]
          if (seat?.wakes.test(text) === true) read(seat, text, whole, number)
        }
      } else {
        let next = 0
        for (const [rank, seat] of seats.entries()) {
          while ((candidates[next] ?? seats.length) < rank) next++
          if (seat.isAwake || (candidates[next] === rank && seat.wakes.test(text))) read(seat, text, whole, number)
        }
      }
      recent.push(text)
    },
    quietLine: recent.pushPart,
    isAwake: () => awake > 0,
    end() {
      for (const seat of seats) seat.parser.end()
    },
  }
}
