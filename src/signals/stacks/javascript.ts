import type { RawFrame } from '../reader.js'
import { evalFrames, geckoFrame } from './gecko.js'
import { type Headline, headline } from './headline.js'
import type { StackLanguage } from './language.js'
import { placeOf } from './place.js'

/** What Node prints below the frames of an error that was caused by another. */
const cause = /^\s{1,80}(?:\[(?:cause|errors)\]: |\.\.\. \d{1,4} lines matching cause stack trace)/

/** An assertion's diff may stand between the headline and the first frame. */
const longestMessage = 60

/** V8 (Node, Deno, Chrome, Edge), SpiderMonkey and JavaScriptCore (Bun prints like V8), and vitest's `❯` frames. */
export const javascript: StackLanguage = {
  language: 'javascript',
  wakes:
    /^\s{0,80}(?:at .|❯ \S)|@(?:[a-z][\w+.-]{1,30}:\/\/|\[native code\]|[\w./-]{1,200}:\d)|^\s{0,80}\[native code\]$/,
  above: longestMessage,
  frame: (line) => v8Frame(line) ?? vitestFrame(line) ?? geckoFrame(line),
  continues: (line, previous) =>
    javascript.frame(line) !== undefined || cause.test(line) || (cause.test(previous) && /^\s{2,}\S/.test(line)),
  read(lines) {
    const first = lines.findIndex((line) => javascript.frame(line) !== undefined)
    if (first < 0) return undefined
    const frames: RawFrame[] = []
    for (const line of lines.slice(first)) {
      const frame = javascript.frame(line)
      if (frame !== undefined) frames.push(frame)
      // What follows a trace is its cause, or the properties of the error.
      else if (line.trim() !== '' || frames.length === 0) break
    }
    const evaluated = evalFrames(lines, first)
    const head = headAbove(lines, first - evaluated.length)
    return { ...head, frames: [...importer(head.message), ...evaluated, ...frames] }
  },
}

/** A module that is not there is missed by the file that imports it; the frames are the loader's. */
function importer(message = ''): RawFrame[] {
  const file = /^Cannot find (?:module|package) '[^']{1,1000}' imported from '?([^\s']{1,1000})'?$/.exec(message)?.[1]
  return file === undefined ? [] : [{ file }]
}

/** A line of source that a tool shows: `> 15 |   call()`, `     |   ^`, `12 | code`. */
const codeFrame = /^\s*>?\s*(?:\d{1,7})? ?\|/

/** The nearest line above the frames that names a type; else the line that opens the paragraph above them. */
function headAbove(lines: readonly string[], first: number): Partial<Headline> & { starts: number } {
  const top = Math.max(0, first - longestMessage)
  for (let at = first - 1; at >= top; at--) {
    const found = headline(withoutLabel(lines[at] ?? ''))
    if (found === undefined) continue
    // Bun and some assertion libraries put the message on the following line.
    const next = lines[at + 1]?.trim() ?? ''
    return { ...found, message: found.message === '' && at + 1 < first ? next : found.message, starts: at }
  }
  let opening = first - 1
  while (opening > top && ((lines[opening] ?? '').trim() === '' || codeFrame.test(lines[opening] ?? ''))) opening--
  while (opening > top && (lines[opening - 1] ?? '').trim() !== '') opening--
  const message = lines[Math.max(opening, 0)]?.trim()
  if (first === 0 || !message) return { starts: first }
  // `console.error('cannot load', error)` prints its own words before the type.
  const logged = /^.{1,500}?[\s:]([A-Z]\w{0,100}(?:Error|Exception))(?: \[\w{1,60}\])?: (.{1,4000})$/.exec(message)
  const said = logged === null ? { message } : { exception: logged[1] ?? '', message: logged[2] ?? '' }
  return { ...said, starts: Math.max(opening, 0) }
}

/** `error: Uncaught (in promise) TypeError: …` of Deno; `[cause]: Error: …` and `'error: ` of others. */
function withoutLabel(line: string): string {
  return line.trim().replace(/^(?:error: |Error: (?=Uncaught )|\[cause\]: |Caused by: |→ |✖ )/, '')
}

function v8Frame(line: string): RawFrame | undefined {
  const trimmed = line.trim()
  if (!trimmed.startsWith('at ')) return undefined
  const rest = trimmed.slice(3).replace(/ \{$/, '').trim()
  const extension = /^(?:(.*)@)?(safari(?:-web)?-extension):\((.+)\)$/.exec(rest)
  if (extension !== null) return framed(extension[1] ?? '', `${extension[2]}:${extension[3]}`)
  if (!rest.endsWith(')')) return framed('', rest)
  const spaced = rest.indexOf(' (')
  const open = spaced >= 0 ? spaced + 1 : rest.indexOf('(')
  if (open < 0) return undefined
  return framed(rest.slice(0, open).trim(), rest.slice(open + 1, -1))
}

function framed(name: string, printed: string): RawFrame | undefined {
  const called = name.replace(/^async /, '')
  const place = placeOf(evalOrigin(printed).replace(/^async /, ''))
  if (place !== undefined) return called === '' ? place : { ...place, function: called }
  if (/^(?:native|<anonymous>|index \d+|native code)$/.test(printed)) {
    return called === '' ? undefined : { file: `<${printed.replace(/[<>]/g, '')}>`, function: called }
  }
  return undefined
}

/** `eval at f (http://host/x.js:37:5), <anonymous>:1:1` means line 37 of x.js; evals may nest. */
function evalOrigin(printed: string): string {
  if (!printed.startsWith('eval at ')) return printed
  const innermost = printed.lastIndexOf(' (')
  const end = printed.indexOf(')', innermost)
  return innermost >= 0 && end > innermost ? printed.slice(innermost + 2, end) : printed
}

function vitestFrame(line: string): RawFrame | undefined {
  const trimmed = line.trim()
  if (!trimmed.startsWith('❯ ')) return undefined
  const rest = trimmed.slice(2).trim()
  const space = rest.lastIndexOf(' ')
  const place = placeOf(rest.slice(space + 1))
  if (place === undefined) return undefined
  return space > 0 ? { ...place, function: rest.slice(0, space).trim() } : place
}
