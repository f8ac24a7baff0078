import type { Sink } from '../reader.js'

/** What a reader of lines may also say, beside what every reader says. */
export interface LineSink extends Sink {
  /** These lines are this reader's: what later readers find in them (a stack trace in a test's block) is not news. */
  claim(from: number, to: number): void
}

/** Lines above the one being read, oldest first; at most `mostRecent` of them. */
export type LinesAbove = (count: number) => readonly string[]

export interface LineParser {
  /**
   * One line, without colour, timestamp and line end, at most 8 KiB long.
   * @param number 1-based line in the artifact as it came
   * @returns true to be given every following line, false to sleep until a line matches `wakes`
   */
  line(text: string, number: number, above: LinesAbove): boolean
  end(): void
}

/**
 * A plug-in for one kind of text in a log: a test runner's console, a compiler, a stack trace. All of them read the
 * same log at the same time, so each sleeps until a line that concerns it: a quiet log of 300 MB costs one regular
 * expression a line, however many readers there are.
 */
export interface LineReader {
  readonly format: string
  /**
   * Without flags, linear, and cheap to refuse, because all readers' expressions are joined into one: an alternative
   * begins with `^` and a literal, or is a literal that is rare (`\.py::`). Never `^\S+ …`, which reads every line
   * to its end.
   */
  readonly wakes: RegExp
  /** True for readers of JSON records: they get lines of up to 1 MiB whole, and use no expression on them. */
  readonly readsRecords?: boolean
  /**
   * A reader of a higher tier is heard only where no reader of a lower one found anything. Default 0; 1 for what a
   * runner was told beside the output, 2 for guesses.
   */
  readonly tier?: 1 | 2
  open(sink: LineSink): LineParser
}
