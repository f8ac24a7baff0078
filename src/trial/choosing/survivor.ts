import type { Patch, Trial } from '../../domain.js'

/** A candidate that healed, as it would be published. */
export interface Survivor {
  readonly trial: Trial
  readonly patch: Patch
  readonly tree: string
  /** Unified diff. */
  readonly diff: string
}
