import type { LineReader } from '../lines/line-reader.js'
import { ruby } from '../stacks/ruby.js'

/** `Cart::Bad (cart 41 is empty):`, below a FATAL record, behind the request's id where the log is tagged. */
const raised = /^(?:\[[\w.-]{1,80}\] ){0,4}(?!Traceback )([A-Z]\w{0,100}(?:::\w{1,100}){0,10}) \((.{0,4000})\):\s{0,4}$/
const tag = /^(?:\[[\w.-]{1,80}\] ){1,4}/
/** Rails shows the lines of a template between the headline and the frames. */
const template = /^\s{2,8}\d{1,6}: /
const mostLines = 200

/** Rails as it logs a request that failed: type and message on one line, the cleaned backtrace below. */
export const railsLog: LineReader = {
  format: 'rails-log',
  wakes: /\):\s{0,4}$/,
  open(sink) {
    let open:
      | { isFatal: boolean; exception: string; message: string; lines: string[]; from: number; last: number }
      | undefined
    const close = (): void => {
      if (open === undefined) return
      const { exception, message, lines, from, last, isFatal } = open
      open = undefined
      const frames = lines.map((line) => ruby.frame(line)).filter((frame) => frame !== undefined)
      if (frames.length === 0 && !isFatal) return
      const detail = [`${exception} (${message})`, ...lines].join('\n')
      sink.report({ kind: 'exception', exception, message, detail, frames, sourceLines: [from, last] })
    }
    return {
      line(text, number, above) {
        const said = raised.exec(text)
        const opening = said === null ? 'none' : openingOf(above(2))
        if (said !== null && opening !== 'none') {
          close()
          open = {
            isFatal: opening === 'fatal',
            exception: said[1] ?? '',
            message: said[2] ?? '',
            lines: [],
            from: number,
            last: number,
          }
          return true
        }
        if (open === undefined) return false
        const line = text.replace(tag, '')
        const isPart = line.trim() === '' || template.test(line) || ruby.frame(line) !== undefined
        if (isPart && open.lines.length < mostLines) {
          open.lines.push(line)
          if (line.trim() !== '') open.last = number
          return true
        }
        close()
        return false
      },
      end: close,
    }
  },
}

/** A record at level FATAL stands above, alone or behind the request's id; without a formatter only a blank line. */
function openingOf(above: readonly string[]): 'fatal' | 'blank' | 'none' {
  if (above.some((line) => /\bFATAL\b/.test(line) || tag.test(line))) return 'fatal'
  return above.some((line) => line.trim() === '') ? 'blank' : 'none'
}
