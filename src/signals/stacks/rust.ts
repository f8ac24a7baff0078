import type { RawFrame } from '../reader.js'
import type { StackLanguage } from './language.js'
import { placeOf } from './place.js'

const modern = /^thread '[^']{0,200}'(?: \(\d{1,12}\))? panicked at (\S{1,1000}:\d{1,9}:\d{1,9}):$/
/** Until Rust 1.73 the message stood in quotes before the place. */
const old = /^thread '[^']{0,200}' panicked at '(.{0,4000})', (\S{1,1000}:\d{1,9}(?::\d{1,9})?)$/
const oldOpening = /^thread '[^']{0,200}' panicked at '(.{0,4000})$/
const oldClosing = /^(.{0,4000})', (\S{1,1000}:\d{1,9}(?::\d{1,9})?)$/
const calledLine = /^\s{1,6}\d{1,4}:\s{1,20}(?:0x[0-9a-f]{1,16} - )?(\S.{0,1000})$/
const placeLine = /^\s{4,30}at (.{1,1000}\.rs:\d{1,9}(?::\d{1,9})?)$/
const hash = /::h[0-9a-f]{16}$/
/** A message that spans lines is told by its first ones; an assertion prints two values. */
const longestMessage = 12

/** Rust: a panic with its place, its message on the lines below, and a backtrace where one was asked for. */
export const rust: StackLanguage = {
  language: 'rust',
  wakes: /^thread '.{0,200}' (?:\(\d{1,12}\) )?panicked at /,
  above: 0,
  frame(line) {
    const place = placeLine.exec(line)?.[1] ?? modern.exec(line)?.[1] ?? old.exec(line)?.[2]
    return place === undefined ? undefined : placeOf(place)
  },
  continues(line, previous, length) {
    if (/^thread '/.test(line) || /^note: run with/.test(previous)) return false
    if (length < longestMessage && line !== '') return true
    return (
      modern.test(previous) ||
      /^\s{1,30}\S|^stack backtrace:$|^note: (?:run with|Some details)|^assertion |^$/.test(line) ||
      oldClosing.test(line)
    )
  },
  read(lines) {
    const starts = lines.findIndex((line) => rust.wakes.test(line))
    if (starts < 0) return undefined
    const { place, message } = saidAt(lines, starts)
    const frames = backtrace(lines.slice(starts + 1))
    const at = place === undefined ? undefined : placeOf(place)
    const isTold = at !== undefined && frames.some((frame) => frame.line === at.line && isSameFile(frame.file, at.file))
    return { exception: 'panic', message, starts, frames: at === undefined || isTold ? frames : [at, ...frames] }
  },
}

function saidAt(lines: readonly string[], starts: number): { place?: string; message: string } {
  const first = lines[starts] ?? ''
  const found = modern.exec(first)
  if (found !== null) return { place: found[1] ?? '', message: (lines[starts + 1] ?? '').trim() }
  const inOne = old.exec(first)
  if (inOne !== null) return { place: inOne[2] ?? '', message: inOne[1] ?? '' }
  const message = oldOpening.exec(first)?.[1] ?? ''
  const closing = lines.slice(starts + 1, starts + longestMessage).map((line) => oldClosing.exec(line)?.[2])
  const place = closing.find((printed) => printed !== undefined)
  return place === undefined ? { message } : { place, message }
}

function backtrace(lines: readonly string[]): RawFrame[] {
  const frames: RawFrame[] = []
  let called: string | undefined
  for (const line of lines) {
    const frame = rust.frame(line)
    if (frame !== undefined) frames.push(called === undefined ? frame : { ...frame, function: called })
    called = calledLine.exec(line)?.[1]?.replace(hash, '')
  }
  return frames
}

/** The panic prints `src/a.rs`, its backtrace `./src/a.rs` or an absolute path. */
function isSameFile(left: string, right: string): boolean {
  return left.endsWith(right.replace(/^\.\//, ''))
}
