import type { RawFrame } from '../reader.js'
import { placeOf } from '../stacks/place.js'

export interface RustPanic {
  readonly exception?: string
  readonly message?: string
  readonly frames: readonly RawFrame[]
}

/** Since Rust 1.73: the place, and the message on the lines below. */
const panicked = /^thread '[^']{0,300}'(?: \(\d{1,10}\))? panicked at (\S.*?):$/
/** Before: `panicked at 'message', src/lib.rs:15:5`. */
const panickedOnOneLine = /^thread '[^']{0,300}' panicked at '(.*)', (\S{1,1000}:\d{1,7}:\d{1,7})$/
const openedOnOneLine = /^thread '[^']{0,300}' panicked at '(.*)$/
const closedLater = /^(.*)', (\S{1,1000}:\d{1,7}:\d{1,7})$/
const frameName = /^ {1,6}\d{1,5}: (?:0x[0-9a-f]{1,16} - )?(\S.*)$/
const framePlace = /^\s{10,40}at (\S.*:\d{1,7}(?::\d{1,7})?)$/
const ended = /^(?:stack backtrace:|note: )/

/** What a panicking thread prints, and its backtrace where there is one; the first panic of the text is told. */
export function rustPanic(lines: readonly string[]): RustPanic | undefined {
  for (const [index, line] of lines.entries()) {
    const now = panicked.exec(line)
    if (now !== null) {
      const rest = lines.slice(index + 1)
      const end = rest.findIndex((one) => ended.test(one))
      return panicOf(rest.slice(0, end < 0 ? undefined : end).join('\n'), now[1] ?? '', rest)
    }
    const old = panickedOnOneLine.exec(line)
    if (old !== null) return panicOf(old[1] ?? '', old[2] ?? '', lines.slice(index + 1))
    const opened = openedOnOneLine.exec(line)
    if (opened === null) continue
    const closing = lines.slice(index + 1, index + 40).map((one) => closedLater.exec(one))
    const close = closing.find((one) => one !== null)
    if (close !== undefined && close !== null) return panicOf(opened[1] ?? '', close[2] ?? '', lines.slice(index + 1))
  }
  return undefined
}

function panicOf(message: string, printed: string, below: readonly string[]): RustPanic {
  const place = placeOf(printed)
  const frames = backtrace(below)
  // A backtrace repeats the place, with the function's name; without one the place is all there is.
  const isRepeated = frames.some((frame) => place?.line === frame.line && frame.file.endsWith(place?.file ?? '?'))
  const own = place === undefined || isRepeated ? [] : [place]
  return { exception: 'panic', message: message.trim(), frames: [...own, ...frames] }
}

function backtrace(lines: readonly string[]): RawFrame[] {
  const frames: RawFrame[] = []
  let called: string | undefined
  for (const line of lines) {
    const at = framePlace.exec(line)
    const place = at === null ? undefined : placeOf(at[1] ?? '')
    if (place !== undefined) frames.push(called === undefined ? place : { ...place, function: called })
    else called = frameName.exec(line)?.[1] ?? called
    if (frames.length > 0 && line.startsWith('note: ')) break
  }
  return frames
}
