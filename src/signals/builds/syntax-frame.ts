import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'

const pythonFile = /^\s{2}File "([^"]{1,1000})", line (\d{1,7})$/
const nodeFile = /^((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])\S.{0,1000}?\.(?:[cm]?[jt]sx?)):(\d{1,7})$/
const error = /^(\w{1,40}(?:Error|Warning)): (.{1,2000})$/
/** The shown source and carets between the place and the error take fewer lines. */
const farthest = 10

interface Place {
  readonly file: string
  readonly line: number
  readonly from: number
  readonly isPython: boolean
}

/**
 * A file that Python or Node could not parse, from `py_compile` or `node --check`: the place, the source, the error.
 * The frames below it are the interpreter's own. Inside a traceback the traceback's reader tells more.
 */
export const syntaxFrame: LineReader = {
  format: 'compiler',
  wakes: /^ {2}File "[^"]{1,400}", line \d{1,7}$|^(?:file:\/\/)?(?:\/|[A-Za-z]:)\S{1,400}\.[cm]?[jt]sx?:\d{1,7}$/,
  open: openSyntax,
}

function openSyntax(sink: LineSink): LineParser {
  let place: Place | undefined
  let reported: { from: number; last: number } | undefined
  return {
    line(text, number, above) {
      if (reported !== undefined) {
        // The interpreter's frames, and what it says of itself.
        if (/^\s{4}at |^Node\.js v|^$/.test(text) && number - reported.from < 40) {
          sink.claim(reported.from, number)
          return true
        }
        reported = undefined
      }
      const found = placeIn(text, number, above(1)[0] ?? '')
      if (found !== undefined) place = found
      else if (place !== undefined && number - place.from > farthest) place = undefined
      const said = place === undefined ? null : error.exec(text)
      if (said === null || place === undefined) return place !== undefined
      // A TypeError with a place above it was thrown when the file ran: its stack tells where.
      const isSyntax = /^(?:Syntax|Indentation|Tab)Error$/.test(said[1] ?? '')
      if (isSyntax) reported = { from: place.from, last: number }
      if (isSyntax) tell(sink, place, said, number)
      place = undefined
      return isSyntax
    },
    end() {},
  }
}

function placeIn(text: string, number: number, previous: string): Place | undefined {
  const found = pythonFile.exec(text)
  // Within a traceback other lines stand above the place.
  if (found !== null && !/^\s{2,}\S|^Traceback/.test(previous))
    return { file: found[1] ?? '', line: Number(found[2]), from: number, isPython: true }
  const node = nodeFile.exec(text)
  return node === null ? undefined : { file: node[1] ?? '', line: Number(node[2]), from: number, isPython: false }
}

function tell(sink: LineSink, place: Place, said: RegExpExecArray, number: number): void {
  const location = { file: place.file, line: place.line }
  sink.report({
    kind: 'build',
    exception: said[1],
    title: `${said[1]}: ${said[2]}`,
    message: said[2],
    location,
    frames: [location],
    sourceLines: [place.from, number],
  })
}
