import type { History } from '../ports.js'
import type { Station } from './probe.js'

/** A commit that was green, and who says so. */
export interface KnownGood {
  readonly commit: string
  readonly because: string
  /** False where nobody ran the test there: it is asked first. */
  readonly isProven: boolean
}

export interface Quest extends Station {
  readonly history: History
  readonly knownGood: readonly KnownGood[]
  /** Whether another run fits into the time that the search may take. */
  readonly hasTime: () => boolean
  readonly say: (line: string) => void
}
