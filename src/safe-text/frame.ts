import { showInvisible } from './invisible.js'

export interface FrameOptions {
  /** Longest line, in UTF-16 units; default 4000. */
  readonly maxLine?: number
  /** Most lines; the first and the last halves are kept; default 2000. */
  readonly maxLines?: number
}

/** Everything that the runner, a terminal or a log viewer takes for the end of a line. */
const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g

/**
 * Foreign text as log lines that speak to nobody but a reader: each line has a `| ` before it, so that no `::command::`
 * stands at its start; `##[command]`, which the runner finds anywhere in a line, is broken by a zero-width space;
 * control and format characters are spelt out. Redact before: a frame splits what the redactor looks for.
 */
export function frameLines(text: string, options: FrameOptions = {}): string[] {
  const maxLine = options.maxLine ?? 4000
  const half = Math.max(1, Math.floor((options.maxLines ?? 2000) / 2))
  const head: string[] = []
  // The last lines, in a ring: a million lines must not become a million strings.
  const tail: (readonly [number, number])[] = []
  let seen = 0
  for (const [start, end] of linesOf(text)) {
    if (head.length < half) head.push(frame(text, start, end, maxLine))
    else tail[(seen - half) % half] = [start, end]
    seen += 1
  }
  const rest = seen - head.length
  if (rest === 0) return head
  if (rest > half) head.push(`| … ${rest - half} lines cut …`)
  const first = rest > half ? rest % half : 0
  for (let index = 0; index < Math.min(rest, half); index += 1) {
    const range = tail[(first + index) % half]
    if (range !== undefined) head.push(frame(text, range[0], range[1], maxLine))
  }
  return head
}

function* linesOf(text: string): Generator<readonly [number, number]> {
  let start = 0
  for (const match of text.matchAll(lineEnd)) {
    yield [start, match.index]
    start = match.index + match[0].length
  }
  // A final line end does not start another line.
  if (start < text.length) yield [start, text.length]
}

function frame(text: string, start: number, end: number, maxLine: number): string {
  const over = end - start - maxLine
  const line = showInvisible(text.slice(start, over > 0 ? start + maxLine : end)).replaceAll('##[', '##\u200B[')
  return over > 0 ? `| ${line} … ${size(over)} cut` : `| ${line}`
}

function size(characters: number): string {
  if (characters < 1000) return `${characters} characters`
  if (characters < 1_000_000) return `${(characters / 1000).toFixed(1)} kB`
  return `${(characters / 1_000_000).toFixed(2)} MB`
}
