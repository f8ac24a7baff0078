import type { Failure, Language, RepoPath } from '../../domain.js'
import type { Definition } from '../../syntax/definitions.js'
import type { ParsedFile } from '../../syntax/file.js'
import type { SyntaxNode } from '../../syntax/tree.js'

/** The code that a repair may work from: the suspects' files, and the failing test's file to learn from. */
export interface Code {
  /** Files that may be changed, most suspicious first. */
  readonly files: readonly ParsedFile[]
  readonly test: ParsedFile | undefined
  /** Files as the culprit found them; empty where none is known. */
  readonly before: readonly ParsedFile[]
  /** Literals that the failing assertion expects, as source text, most certain first. */
  readonly expected: readonly string[]
  /** Words of the texts that the failing test puts in, in lower case. */
  readonly inputs: ReadonlySet<string>
  /** Every tracked file at the base commit. */
  readonly tracked: ReadonlySet<RepoPath>
}

/** A place where a failure may be mended. */
export interface Site {
  readonly failure: Failure
  readonly code: Code
  readonly file: ParsedFile
  /** The function or class to look into; undefined at the top level of a file. */
  readonly definition: Definition | undefined
  /** 1-based: where a frame points. Undefined where only the definition is suspicious. */
  readonly line: number | undefined
  readonly column: number | undefined
  /** 0 where the failure came up, growing along the stack and along the suspects. */
  readonly distance: number
  /** True where the failure has frames in files that may be changed. */
  readonly hasFrames: boolean
}

/** Replaces the characters from `start` to `end` of a file. */
export interface Change {
  /** The site's own file where it is not given. */
  readonly file?: ParsedFile
  readonly start: number
  readonly end: number
  readonly text: string
}

export interface Proposal {
  readonly changes: readonly Change[]
  readonly explanation: string
  /** 0 is nearly certain, 10 is a guess: proposals of all rules and sites are tried in this order. */
  readonly cost: number
}

export interface Rule {
  readonly name: string
  readonly languages: readonly Language[]
  /** True for a rule that reads nothing from the message: where another rule does, it comes later. */
  readonly isGuess?: boolean
  applies(failure: Failure): boolean
  candidates(site: Site): Iterable<Proposal>
}

export const scripts: readonly Language[] = ['javascript', 'typescript', 'tsx']
export const python: readonly Language[] = ['python']
export const goAlone: readonly Language[] = ['go']
export const javaAlone: readonly Language[] = ['java']
export const compiledLanguages: readonly Language[] = ['go', 'java', 'rust']
/** The languages whose values are told by use alone. */
export const allLanguages: readonly Language[] = [...scripts, ...python]

/** The part of the file that the site speaks of. */
export function regionOf(site: Site): SyntaxNode {
  return site.definition?.node ?? site.file.tree.root
}

/** The message as printed, then all else that the artifact says; capped, because every rule reads it. */
export function wordsOf(failure: Failure): string {
  return `${failure.exception ?? ''}: ${failure.message}\n${failure.detail}`.slice(0, 6000)
}

/** True where a frame points and it is not here: a read that failed is mended where it failed, or where its value came from. */
export function isElsewhere(site: Site): boolean {
  return site.distance > 0 && (site.line !== undefined || site.hasFrames)
}

/** True for failures where code ran and gave the wrong value: a name or module that is not there has rules of its own. */
export function namesNoName(failure: Failure): boolean {
  return !/SyntaxError|ReferenceError|NameError|ImportError|ModuleNotFound|AttributeError/.test(failure.exception ?? '')
}
