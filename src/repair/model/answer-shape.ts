import type { Edit } from '../../domain.js'
import { oneLine, stripInvisible } from '../../safe-text/visible.js'
import type { Wanted } from './wanted.js'

/** What a model said, as data. Nothing in it is trusted: where it may write is decided by policy, elsewhere. */
export type Answer =
  | AnsweredEdits
  | { readonly kind: 'decline'; readonly reason: string }
  | { readonly kind: 'nonsense'; readonly why: string }
  /** It wants to read before it answers. */
  | { readonly kind: 'questions'; readonly wanted: readonly Wanted[] }

export interface AnsweredEdits {
  readonly kind: 'edits'
  readonly edits: readonly Edit[]
  /** The searches are whole lines (blocks), not pieces of text (JSON). */
  readonly wholeLines: boolean
  readonly reason: string
  /** 0..1 */
  readonly confidence?: number
  /** Other answers to the same question, each on its own. */
  readonly others?: readonly AnsweredEdits[]
}

/** Explanations of a model: one line, nothing invisible, short enough to be read in a pull request. */
export function cleanReason(text: string): string {
  const reason = oneLine(stripInvisible(text.slice(0, 4000)), 600)
  return reason === '' ? 'no reason given' : reason
}
