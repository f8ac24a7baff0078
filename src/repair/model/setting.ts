import type { Evidence, Trial, VerdictName } from '../../domain.js'
import type { Frame } from './frame.js'
import type { Prompt } from './prompt.js'
import type { Library } from './reads/read.js'

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
  /** Absent where nothing can be read beside the evidence. */
  readonly library?: Library
  /** What a verdict means where it is not a fix that is asked for. */
  readonly meanings?: Partial<Readonly<Record<VerdictName, string>>>
  /** Adds a sentence for a person. */
  note(sentence: string): void
}
