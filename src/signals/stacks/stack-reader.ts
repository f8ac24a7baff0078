import type { LineReader, LineSink, LinesAbove } from '../lines/line-reader.js'
import type { StackLanguage } from './language.js'

/** No stack trace is longer, recursion included; what goes on longer is something else. */
const longestBlock = 500

/** Finds a language's stack traces in a log. */
export function stackReader(language: StackLanguage): LineReader {
  return {
    format: `${language.language}-stack`,
    wakes: language.wakes,
    open: (sink) => openStacks(language, sink),
  }
}

interface Block {
  readonly lines: string[]
  /** Line number of `lines[0]`. */
  readonly from: number
  /** What a logger said with the trace. */
  readonly heading: readonly string[]
}

function openStacks(language: StackLanguage, sink: LineSink): ReturnType<LineReader['open']> {
  let block: Block | undefined
  let lastReported = 0

  const finish = (): void => {
    if (block === undefined) return
    const { lines, from, heading } = block
    block = undefined
    const trace = language.read(lines)
    if (trace === undefined || trace.frames.length === 0) return
    const first = from + (trace.starts ?? 0)
    const to = from + lines.length - 1 - trailingBlanks(lines)
    lastReported = to
    const detail = [...heading, ...lines.slice(trace.starts ?? 0)].join('\n')
    sink.report({ ...trace, kind: 'exception', detail, sourceLines: [first, to] })
  }
  const begin = (text: string, number: number, above: LinesAbove): boolean => {
    const isFrame = language.above === 0 || language.frame(text) !== undefined
    if (!isFrame) return false
    // Lines of the trace before are not this one's message.
    const own = (most: number): readonly string[] => above(Math.min(most, number - 1 - lastReported))
    const lines = own(language.above)
    const heading = language.hasHeading === true ? own(1).filter((line) => line.trim() !== '') : []
    block = { lines: [...lines, text], from: number - lines.length, heading }
    return true
  }
  return {
    line(text, number, above) {
      if (block === undefined) return begin(text, number, above)
      const previous = block.lines.at(-1) ?? ''
      if (
        block.lines.length < longestBlock + language.above &&
        language.continues(text, previous, block.lines.length)
      ) {
        block.lines.push(text)
        return true
      }
      finish()
      return language.wakes.test(text) && begin(text, number, above)
    },
    end: finish,
  }
}

function trailingBlanks(lines: readonly string[]): number {
  let blanks = 0
  while (blanks < lines.length && (lines.at(-1 - blanks) ?? '').trim() === '') blanks++
  return blanks
}
