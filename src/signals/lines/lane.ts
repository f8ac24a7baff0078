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
  /** Ranks of the seats that are awake, ascending. */
  let awake: readonly number[] = []

  /** @returns true where the seat has gone to sleep or woken up */
  const read = (seat: Seat, text: string, whole: string, number: number): boolean => {
    if (!seat.isAwake && !seat.wakes.test(text)) return false
    const was = seat.isAwake
    seat.isAwake = seat.parser.line(seat.readsRecords ? whole : text, number, recent.above)
    return seat.isAwake !== was
  }
  return {
    line(text, whole, number) {
      const concerned = merged(awake, gate.candidates(text))
      let isChanged = false
      for (const rank of concerned) {
        const seat = seats[rank]
        if (seat !== undefined && read(seat, text, whole, number)) isChanged = true
      }
      if (isChanged) awake = concerned.filter((rank) => seats[rank]?.isAwake === true)
      recent.push(text)
    },
    quietLine: recent.pushPart,
    isAwake: () => awake.length > 0,
    end() {
      for (const seat of seats) seat.parser.end()
    },
  }
}

/** Both lists in one, ascending, each rank once. */
function merged(left: readonly number[], right: readonly number[]): readonly number[] {
  if (left.length === 0) return right
  if (right.length === 0) return left
  const both: number[] = []
  let at = 0
  for (const rank of left) {
    for (let other = right[at]; other !== undefined && other <= rank; other = right[++at]) {
      if (other < rank) both.push(other)
    }
    both.push(rank)
  }
  return [...both, ...right.slice(at)]
}
