import type { RepoPath, Trial } from '../../../domain.js'

/** The base commit, as far as a model may read it: tracked text files, every text redacted before it comes here. */
export interface Library {
  readonly files: readonly RepoPath[]
  /** Undefined where there is no such file, or none of text. */
  text(path: RepoPath): Promise<string | undefined>
  /** 1-based line ranges of the functions and classes of a file; undefined where its language is not parsed. */
  definitions(path: RepoPath): Promise<readonly DefinedAt[] | undefined>
  /** Diff of the commit that is held to be the cause, where one is known. */
  culprit(): Promise<string | undefined>
}

export interface DefinedAt {
  readonly name: string
  readonly firstLine: number
  readonly lastLine: number
}

/** What a read is answered from. */
export interface Shelf {
  readonly library: Library
  readonly trials: readonly Trial[]
  /** Files that are most likely meant where a name is in several, most likely first. */
  readonly near: readonly RepoPath[]
}

export type Given = ReadonlyMap<string, string | number>

export interface Parameter {
  readonly name: string
  readonly type: 'string' | 'integer'
  readonly purpose: string
  readonly optional?: true
}

/** One question that a model may ask of the repository. It reads, and nothing else. */
export interface Read {
  readonly name: string
  readonly purpose: string
  /** In the order in which a line of text gives them; of texts, the last takes all that is left of the line. */
  readonly parameters: readonly Parameter[]
  /** Says what is there, or why nothing is: never throws on what a model may write. */
  answer(given: Given, shelf: Shelf): Promise<string>
}

/** With line numbers in front, so that a range can be asked for by them; they are no part of the text. */
export function numbered(lines: readonly string[], from: number, to: number): string {
  const shown: string[] = []
  for (let line = Math.max(1, from); line <= Math.min(to, lines.length); line++)
    shown.push(`${line}| ${(lines[line - 1] ?? '').slice(0, 400)}`)
  return shown.join('\n')
}
