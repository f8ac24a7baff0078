import type { Change } from '../code/site.js'
import type { CodeFile } from './home.js'
import type { Operator } from './operator.js'
import type { Term } from './term.js'

/** An edit to try, with where it comes from. */
export interface Proposed {
  readonly operators: readonly Operator[]
  readonly file: CodeFile
  readonly changes: readonly Change[]
  readonly line: number
  readonly region: Term
  readonly cost: number
}
