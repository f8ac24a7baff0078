import type { Parser, Sink } from '../reader.js'
import { lineReaders } from './all.js'
import { openDesk } from './desk.js'
import { openGate } from './gate.js'
import type { LineParser, LinesAbove } from './line-reader.js'
import { longestLine, longestRecord, plainLine } from './plain-line.js'

/** A message stands at most this far above its stack trace. */
const mostRecent = 64

interface Seat {
  readonly wakes: RegExp
  readonly parser: LineParser
  readonly readsRecords: boolean
  isAwake: boolean
}

export interface Log {
  write(text: string): void
  /** @returns true where any reader found what it knows */
  end(): boolean
}

/** Reads a text log: splits it into lines once, and lets every line reader see those that concern it. */
export function openLog(sink: Sink): Log {
  const desk = openDesk(sink)
  const seats: Seat[] = lineReaders.map((reader, rank) => ({
    wakes: reader.wakes,
    parser: reader.open(desk.sinkFor(reader.format, rank)),
    readsRecords: reader.readsRecords === true,
    isAwake: false,
  }))
  const concernsAny = openGate(lineReaders.map((reader) => reader.wakes))
  const recent = openRecent()
  let number = 0
  let awake = 0

  const readLine = (raw: string): void => {
    number++
    const whole = plainLine(raw)
    const text = whole.length > longestLine ? whole.slice(0, longestLine) : whole
    if (awake > 0 || concernsAny(text)) {
      for (const seat of seats) {
        if (!seat.isAwake && !seat.wakes.test(text)) continue
        const stays = seat.parser.line(seat.readsRecords ? whole : text, number, recent.above)
        if (stays !== seat.isAwake) awake += stays ? 1 : -1
        seat.isAwake = stays
      }
    }
    recent.push(text)
  }
  const splitter = openSplitter(readLine)
  return {
    write: splitter.write,
    end() {
      splitter.end()
      for (const seat of seats) seat.parser.end()
      const format = desk.settle()
      sink.format(format)
      return format !== 'unknown'
    },
  }
}

/** Splits at LF. A line is cut at the longest record as it comes in, so that one endless line costs no memory. */
function openSplitter(line: (raw: string) => void): Parser {
  let rest = ''
  return {
    write(text) {
      let from = 0
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
        line(rest === '' ? text.slice(from, end) : rest + text.slice(from, end))
        rest = ''
        from = end + 1
      }
      if (rest.length < longestRecord) rest += text.slice(from)
    },
    end() {
      if (rest !== '') line(rest)
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
