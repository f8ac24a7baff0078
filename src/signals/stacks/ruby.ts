import type { RawFrame } from '../reader.js'
import type { StackLanguage } from './language.js'

const frameLine = /^\s{0,80}(?:\d{1,5}: )?(?:from |# )?([^\s:`'"(]{1,500}):(\d{1,7}):in [`']([^']{1,300})'/
const specLine = /^\s{0,80}# (\.{0,2}\/?[^\s:]{1,500}\.rb):(\d{1,7})$/
/** `file.rb:8:in 'check': message (Type)`: the first frame and the headline on one line. */
const raised = /^(?:[^\s:]{1,500}):\d{1,7}:in [`'][^']{1,300}': (.*) \(([A-Z][\w:]{0,200})\)\s*$/
const opened = /^(?:[^\s:]{1,500}):\d{1,7}:in [`'][^']{1,300}': (.*)$/

/** Ruby, as it ends a program, and as rspec and minitest print backtraces. */
export const ruby: StackLanguage = {
  language: 'ruby',
  wakes: /:\d{1,7}:in [`']|^\s{0,80}# \.{0,2}\/\S/,
  above: 0,
  frame(line) {
    const spec = specLine.exec(line)
    if (spec !== null) return { file: spec[1] ?? '', line: Number(spec[2]) }
    const match = frameLine.exec(line)
    if (match === null) return undefined
    return {
      file: match[1] ?? '',
      line: Number(match[2]),
      function: (match[3] ?? '').replace(/^(?:block |rescue |ensure )+(?:\(\d+ levels\) )?in /, ''),
    }
  },
  continues: (line, previous) => ruby.frame(line) !== undefined || (opened.test(previous) && !raised.test(previous)),
  read(lines) {
    const frames: RawFrame[] = []
    let head: { exception?: string; message?: string } = {}
    for (const line of lines) {
      const match = raised.exec(line)
      // A second headline is the cause of the first.
      if (match !== null && frames.length > 0) break
      if (match !== null) head = { exception: match[2] ?? '', message: match[1] ?? '' }
      const frame = ruby.frame(line)
      if (frame !== undefined) frames.push(frame)
    }
    return frames.length === 0 ? undefined : { ...head, frames }
  },
}
