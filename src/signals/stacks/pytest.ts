import type { RawFrame } from '../reader.js'
import { headline } from './headline.js'
import type { StackLanguage } from './language.js'

const place = /^(?:\/|[A-Za-z]:\\|\w|\.)[^:\n]{0,4000}?:(\d{1,9}): ?(?:in ([\w<>.]{1,200}))?([A-Za-z_][\w.]*)?\s*$/
const defined = /^\s{0,60}(?:async )?def (\w{1,200})\(/

/** The tracebacks that pytest draws itself: `file.py:12: in f`, `file.py:12: TypeError`, and `E   TypeError: …`. */
export const pytestTrace: StackLanguage = {
  language: 'python',
  wakes: /\.py:\d{1,9}: ?/,
  above: 0,
  frame(line) {
    const match = place.exec(line)
    const file = match === null ? '' : line.slice(0, line.indexOf(`:${match[1]}:`))
    if (!file.endsWith('.py')) return undefined
    return { file, line: Number(match?.[1]), ...(match?.[2] === undefined ? {} : { function: match[2] }) }
  },
  continues: () => false,
  read(lines) {
    const frames: RawFrame[] = []
    let inside: string | undefined
    for (const line of lines) {
      inside = defined.exec(line)?.[1] ?? inside
      const frame = pytestTrace.frame(line)
      if (frame === undefined) continue
      frames.unshift(frame.function === undefined && inside !== undefined ? { ...frame, function: inside } : frame)
      inside = undefined
    }
    if (frames.length === 0) return undefined
    return { ...raised(lines), frames }
  },
}

/** The last group of `E` lines is what was raised in the end; its first line names it. */
export function raised(lines: readonly string[]): { exception?: string; message?: string } {
  let opening: string | undefined
  let wasError = false
  for (const line of lines) {
    const isError = /^E(?:\s|$)/.test(line)
    if (isError && !wasError) opening = line.slice(1).trim()
    wasError = isError
  }
  if (opening === undefined) return {}
  const found = headline(opening) ?? typed(opening)
  if (found !== undefined) return found
  return opening.startsWith('assert ') ? { exception: 'AssertionError', message: opening } : { message: opening }
}

function typed(line: string): { exception: string; message: string } | undefined {
  const match = /^([A-Za-z_]\w*(?:\.\w+)+): (.*)$/.exec(line)
  return match === null ? undefined : { exception: match[1] ?? '', message: match[2] ?? '' }
}
