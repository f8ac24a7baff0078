import { languages } from './all.js'
import { headline } from './headline.js'
import type { StackLanguage, Trace } from './language.js'
import { printedPlaces } from './printed-places.js'

/** A failure's text is told in its first lines; a diff of a thousand lines adds nothing to type, message and frames. */
const mostLines = 1000
/** No frame is longer, and no regular expression here sees more. */
const longestLine = 8 * 1024

/** Exception type, message and frames of a text that a tool printed about one failure, whatever its language. */
export function explain(text: string): Trace {
  const lines = linesOf(text)
  let best: { language: StackLanguage; frames: number } | undefined
  for (const language of languages) {
    const frames = countFrames(language, lines)
    if (frames > (best?.frames ?? 0)) best = { language, frames }
  }
  const trace = best?.language.read(lines)
  if (trace !== undefined) return trace
  const frames = printedPlaces(lines)
  for (const line of lines) {
    const found = headline(line)
    if (found !== undefined) return { ...found, frames }
  }
  return { frames }
}

export function linesOf(text: string): string[] {
  const lines: string[] = []
  let from = 0
  while (from <= text.length && lines.length < mostLines) {
    let end = text.indexOf('\n', from)
    if (end < 0) end = text.length
    lines.push(text.slice(from, Math.min(end, from + longestLine)).replace(/\r$/, ''))
    from = end + 1
  }
  return lines
}

function countFrames(language: StackLanguage, lines: readonly string[]): number {
  let frames = 0
  for (const line of lines) {
    if (language.frame(line) !== undefined) frames++
  }
  return frames
}
