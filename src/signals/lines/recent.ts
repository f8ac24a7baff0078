import type { LinesAbove } from './line-reader.js'
import { longestLine, plainLine } from './plain-line.js'

/** A message stands at most this far above its stack trace. */
const mostRecent = 64

export interface Recent {
  push(line: string): void
  /** A line as it came, within the bytes of a log: it is cut out only where somebody asks for it. */
  pushPart(bytes: Buffer, from: number, to: number): void
  readonly above: LinesAbove
}

/** The last lines of a lane. */
export function openRecent(): Recent {
  const lines: (string | Buffer)[] = new Array(mostRecent).fill('')
  const froms = new Int32Array(mostRecent)
  const tos = new Int32Array(mostRecent)
  let next = 0
  let held = 0

  const advance = (): void => {
    next = next === mostRecent - 1 ? 0 : next + 1
    if (held < mostRecent) held++
  }
  const lineAt = (at: number): string => {
    const line = lines[at] ?? ''
    return typeof line === 'string' ? line : plainLine(line.toString('utf8', froms[at], tos[at])).slice(0, longestLine)
  }
  return {
    push(line) {
      lines[next] = line
      advance()
    },
    pushPart(bytes, from, to) {
      lines[next] = bytes
      froms[next] = from
      tos[next] = to
      advance()
    },
    above(wanted) {
      const above: string[] = []
      for (let back = Math.min(wanted, held); back > 0; back--)
        above.push(lineAt((next + mostRecent - back) % mostRecent))
      return above
    },
  }
}
