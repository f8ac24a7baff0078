import type { Failure, Language, PatchFile, RepoPath } from '../../domain.js'
import type { SyntaxTree } from '../../syntax/tree.js'
import type { Sides } from '../flapping.js'
import type { Copy, Lab } from '../lab/lab.js'
import type { Hunk } from '../patch/hunks.js'
import type { Target } from '../target.js'

/** `could-not-say` is an answer too: a probe that did not run is never one that passed. */
export type ProbeValue = 'passed' | 'lowered' | 'refused' | 'could-not-say'

export interface Finding {
  readonly value: ProbeValue
  /** A sentence without its end; may hold text of the code under test. */
  readonly why: string
}

/** A patched source file as syntax trees. `before` is undefined for a new file. */
export interface Changed {
  readonly file: PatchFile
  readonly language: Language
  readonly before: SyntaxTree | undefined
  readonly after: SyntaxTree
  readonly hunks: readonly Hunk[]
}

/** What probes are asked about: a patch that mends the failure and breaks nothing that the tests see. */
export interface Subject {
  readonly failure: Failure
  readonly target: Target | undefined
  /** Patched files that are code in a language with a grammar, tests left out. */
  readonly changed: readonly Changed[]
  /** Patched files that no probe can read. */
  readonly unread: readonly RepoPath[]
  /** What is known of the failing test's words: its message, its output, its file at the base. */
  readonly testText: string
  readonly sides: Sides
  readonly lab: Lab
  /** Makes a copy of either tree for one probe, and throws it away afterwards. */
  inCopy<T>(tree: 'base' | 'fixed', use: (copy: Copy) => Promise<T>): Promise<T>
  /** Another change of the same file, parsed. */
  reparse(changed: Changed, before: string, after: string): Promise<Changed>
  /** What is left for test runs of probes. */
  readonly purse: Purse
}

/** Test runs and their seconds, shared by all probes of one patch. */
export interface Purse {
  /** Whether one more run of about that many seconds may be made. */
  affords(seconds: number): boolean
  spend(seconds: number): void
}

/**
 * A question to a patch that passes its tests and may be wrong all the same.
 * A probe is one file here and one line in all.ts.
 */
export interface Probe {
  readonly name: string
  /** `verify` alone where it never refuses: what only lowers need not be asked of each candidate. */
  readonly asked: 'always' | 'verify'
  ask(subject: Subject): Promise<Finding>
}

export function passed(why: string): Finding {
  return { value: 'passed', why }
}

export function lowered(why: string): Finding {
  return { value: 'lowered', why }
}

export function refused(why: string): Finding {
  return { value: 'refused', why }
}

export function couldNotSay(why: string): Finding {
  return { value: 'could-not-say', why }
}
