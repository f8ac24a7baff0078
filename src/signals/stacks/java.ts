import type { RawFrame } from '../reader.js'
import { type Headline, headline } from './headline.js'
import type { StackLanguage } from './language.js'

const frameLine =
  /^(?:\[[A-Z]{4,7}\] )?\s{0,80}at (?:[\w.$@-]{1,200}\/{1,2}){0,2}([\w$.<>-]{1,500})\.([\w$<>-]{1,200})\(([\w$-]{1,200}\.(?:java|kt|kts|scala|groovy|clj)(?::\d{1,7})?|Native Method|Unknown Source|<generated>)\)/
/** Any class of a package is a type where a trace names it: `com.acme.Mailer$Bad: cannot wrap`. */
const anyType = /^((?:[A-Za-z_]\w{0,100}\.){1,20}[A-Z][\w$]{0,200})(?:: ?(.*))?$/
const furtherLine = /^(?:\[[A-Z]{4,7}\] )?\s{0,80}(?:\.\.\. \d|Caused by: |Suppressed: |\[CIRCULAR REFERENCE)/
/** A message may span lines: an assertion prints what it expected. */
const longestMessage = 30

/** Java, Kotlin, Scala and Groovy. The thrown exception is told; its causes stay in the detail. */
export const java: StackLanguage = {
  language: 'java',
  wakes: /^\s{0,80}at [\w.$@/<>-]{1,600}\(|^\[(?:INFO|ERROR)\] \s{0,8}at /,
  above: longestMessage,
  frame(line) {
    const match = frameLine.exec(line)
    return match === null ? undefined : framed(match[1] ?? '', match[2] ?? '', match[3] ?? '')
  },
  // The message of a cause may span two lines.
  continues: (line, previous) =>
    java.frame(line) !== undefined ||
    furtherLine.test(line) ||
    (/^\s{0,80}(?:Caused by|Suppressed): /.test(previous) && line !== ''),
  read(lines) {
    const first = lines.findIndex((line) => java.frame(line) !== undefined)
    if (first < 0) return undefined
    const frames: RawFrame[] = []
    for (const line of lines.slice(first)) {
      const frame = java.frame(line)
      if (frame === undefined) break
      frames.push(frame)
    }
    return { ...thrownAbove(lines, first), frames }
  },
}

/** `com.acme.Mailer$Bad.send(Mailer.java:8)` is in com/acme/Mailer.java, wherever its source root is. */
function framed(type: string, method: string, place: string): RawFrame {
  const [file = '', line] = place.split(':')
  const cut = type.lastIndexOf('.')
  const folder = cut < 0 ? '' : `${type.slice(0, cut).replaceAll('.', '/')}/`
  const name = `${type.slice(cut + 1)}.${method}`
  if (!file.includes('.')) return { file: `${folder}${type.slice(cut + 1).split('$')[0]}`, function: name }
  return { file: folder + file, ...(line === undefined ? {} : { line: Number(line) }), function: name }
}

function thrownAbove(lines: readonly string[], first: number): Partial<Headline> & { starts: number } {
  for (let at = first - 1; at >= Math.max(0, first - longestMessage); at--) {
    const line = (lines[at] ?? '')
      .replace(/^\[[A-Z]{4,7}\] /, '')
      .trim()
      .replace(/^Exception in thread "[^"]{0,200}" |^Caused by: /, '')
    const match = anyType.exec(line)
    if (match !== null) return { exception: match[1] ?? '', message: match[2] ?? '', starts: at }
    const found = headline(line)
    if (found !== undefined) return { ...found, starts: at }
  }
  return { starts: first }
}
