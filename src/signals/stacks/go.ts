import type { RawFrame } from '../reader.js'
import type { StackLanguage } from './language.js'

const placeLine = /^\s{1,8}(\S{1,1000}\.(?:go|s)):(\d{1,7})(?: \+0x[0-9a-f]{1,16})?$/
const calledLine = /^(?:created by )?([\w./*()@~$-]{1,300}?)\((?:.*)\)$/
const createdLine = /^created by ([\w./*()@~$-]{1,300}?)(?: in goroutine \d+)?$/
const panicLine = /^(?:panic|fatal error): (.*?)(?: \[recovered\])?$/
const goroutine = /^goroutine \d+ \[/

/** Without its last parenthesis, a row of open ones would be tried from each of them to the end of the line. */
function calledIn(line: string): RegExpExecArray | null {
  return (line.endsWith(')') ? calledLine.exec(line) : null) ?? createdLine.exec(line)
}

/** Go: a panic or fatal error, then goroutines; the first goroutine is the one that stopped. */
export const go: StackLanguage = {
  language: 'go',
  wakes: /^panic: |^fatal error: |^goroutine \d+ \[/,
  above: 0,
  frame(line) {
    const match = placeLine.exec(line)
    return match === null ? undefined : { file: match[1] ?? '', line: Number(match[2]) }
  },
  continues: (line, previous) =>
    line === '' ||
    goroutine.test(line) ||
    placeLine.test(line) ||
    calledIn(line) !== null ||
    /^(?:\t|\[signal |panic: |exit status )/.test(line) ||
    panicLine.test(previous),
  read(lines) {
    const said = lines.map((line) => panicLine.exec(line.trim())?.[1]).find((message) => message !== undefined)
    const frames: RawFrame[] = []
    for (const [index, line] of lines.entries()) {
      // Other goroutines follow; they only waited.
      if (frames.length > 0 && goroutine.test(line)) break
      const frame = go.frame(line)
      if (frame === undefined) continue
      const called = calledIn((lines[index - 1] ?? '').trim())
      const name = called?.[1]
      frames.push(name === undefined ? frame : { ...frame, function: name.slice(name.lastIndexOf('/') + 1) })
    }
    if (frames.length === 0 && said === undefined) return undefined
    return {
      exception: 'panic',
      ...(said === undefined ? {} : { message: said }),
      frames,
    }
  },
}
