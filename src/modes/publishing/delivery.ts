import type { Fix, Verification } from '../../domain.js'

/** What is to be published. */
export interface Delivery {
  readonly fix: Fix
  readonly verdict: Verification
  readonly diff: string
  readonly digest: string
}

/** What is on the server once the branch is there. */
export interface Pushed {
  readonly commit: string
  /** What GitHub says of its signature, where it was asked. */
  readonly verified?: boolean
}
