import type { Evidence, Trial } from '../../domain.js'
import type { Frame } from './frame.js'
import type { Prompt } from './prompt.js'

/** What one conversation is about, and what stays the same while it goes on. */
export interface Setting {
  readonly prompt: Prompt
  /** `prompt@hash`, as candidates carry it. */
  readonly by: string
  readonly frame: Frame
  readonly evidence: Evidence
  /** The live list of all trials so far. */
  readonly trials: readonly Trial[]
  readonly redact: (text: string) => string
  readonly maxTurns: number
  /** Adds a sentence for a person. */
  note(sentence: string): void
}
