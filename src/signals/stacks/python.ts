import type { RawFrame } from '../reader.js'
import { headline } from './headline.js'
import type { StackLanguage, Trace } from './language.js'

const begins = /Traceback \(most recent call last\):\s*$/
const place = /^\s*File "([^"\n]{1,4096})", line (\d{1,9})(?:, in (.{1,300}))?$/

/** CPython's tracebacks: chained (the last one is what was raised), exception groups, syntax errors. */
export const python: StackLanguage = {
  language: 'python',
  wakes: /Traceback \(most recent call last\):|^[\s|]{0,80}File "/,
  above: 0,
  hasHeading: true,
  frame(line) {
    const match = place.exec(unframed(line))
    if (match === null) return undefined
    const called = match[3]?.trim()
    return { file: match[1] ?? '', line: Number(match[2]), ...(called === undefined ? {} : { function: called }) }
  },
  continues(line, previous) {
    const text = unframed(line)
    if (begins.test(text) || /^\s/.test(text) || chained.test(text)) return true
    if (text.trim() === '') return true
    return /^\s/.test(unframed(previous)) || chained.test(previous)
  },
  read(lines) {
    const plain = lines.map(unframed)
    const start = lastBeginning(lines, plain)
    return readOne(plain.slice(start))
  },
}

const chained = /^(?:The above exception was the direct cause|During handling of the above exception)/

/** Exception groups draw a frame of `|` and `+` around their members. */
function unframed(line: string): string {
  return line.replace(/^\s*[|+](?:-[-+ \d]*)?(?= |$)\s?/, '')
}

/** Members of a group are its details, so a group is told by its own traceback, the first one of its frame. */
function lastBeginning(lines: readonly string[], plain: readonly string[]): number {
  const group = lines.findLastIndex((line) => /^\s*\+ Exception Group Traceback/.test(line))
  if (group >= 0) return group
  return Math.max(
    0,
    plain.findLastIndex((line) => begins.test(line)),
  )
}

function readOne(lines: readonly string[]): Trace | undefined {
  const frames: RawFrame[] = []
  let last = -1
  for (const [index, line] of lines.entries()) {
    if (index > 0 && begins.test(line)) break
    const frame = python.frame(line)
    if (frame === undefined) continue
    frames.unshift(frame)
    last = index
  }
  if (last < 0) return undefined
  const indent = indentOf(lines[last] ?? '')
  for (const line of lines.slice(last + 1)) {
    if (line.trim() === '' || indentOf(line) >= indent) continue
    const found = headline(line) ?? customHeadline(line)
    return { ...(found ?? { message: line.trim() }), frames }
  }
  return { frames }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** After a traceback any dotted name is a type, whatever it ends in. */
function customHeadline(line: string): { exception: string; message: string } | undefined {
  const match = /^([A-Za-z_][\w.]*)(?:: ?(.*))?$/.exec(line.trim())
  return match === null ? undefined : { exception: match[1] ?? '', message: match[2] ?? '' }
}
