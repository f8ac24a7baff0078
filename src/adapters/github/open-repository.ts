import type { Calls } from './calls.js'
import type { Ask } from './refusals.js'

/** What every call needs to know of the repository. */
export interface OpenRepository {
  readonly calls: Calls
  readonly owner: string
  /** Path of the repository below the API's address. */
  readonly root: string
  readonly ask: (purpose: string, permission: string) => Ask
}
