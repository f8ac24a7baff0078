import type { RawFrame } from '../reader.js'

/** What a block of text says about one error. */
export interface Trace {
  readonly exception?: string
  readonly message?: string
  /** Innermost first. */
  readonly frames: readonly RawFrame[]
  /** Index of the line that the trace begins with; 0 where it is left out. */
  readonly starts?: number
}

/** A plug-in for the stack traces of one language. All regular expressions meet lines of at most 8 KiB. */
export interface StackLanguage {
  readonly language: string
  /** A line that shows that a trace begins or is under way; must be cheap to refuse. */
  readonly wakes: RegExp
  /** One line that is a frame, or undefined. */
  frame(line: string): RawFrame | undefined
  /** The whole block: exception, message, frames. Undefined where it is not this language's. */
  read(lines: readonly string[]): Trace | undefined
  /** How many lines above the waking line may belong to the trace (the message stands above V8's frames). */
  readonly above: number
  /** Loggers print a trace below their own message, which often tells the input that the error came of: it is a detail. */
  readonly hasHeading?: true
  /** True for a line that still belongs to a trace that has begun; `length` is how many lines it has. */
  continues(line: string, previous: string, length: number): boolean
}
