import type { Limit } from './budget.js'

/** Why the model's turn is over. A broken endpoint is none of these: it is thrown as BrokenWorld. */
export type ModelEnding =
  | { readonly kind: 'declined'; readonly reason: string }
  | { readonly kind: 'budget'; readonly which: Limit }
  /** Two answers in a row that could not be read. */
  | { readonly kind: 'nonsense' }
  /** All turns used, or nothing new any more. */
  | { readonly kind: 'exhausted' }
