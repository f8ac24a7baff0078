import type { TestName } from '../domain.js'

/** What to run of a project's tests. Paths are relative to the working directory. */
export type Selection =
  | { readonly kind: 'all' }
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'test'; readonly test: TestName; readonly file: string | undefined }

/**
 * A test runner that Suture can ask for one test, one file, and a report of its own.
 * A runner is one file here and one line in all.ts.
 */
export interface TestRunner {
  readonly name: string
  /** Whether this simple command starts the runner. `words` are raw shell words. */
  starts(words: readonly string[]): boolean
  /** The command for a selection, writing its report to `report` (an absolute path without blanks). Raw shell words. */
  select(words: readonly string[], selection: Selection, report: string): readonly string[]
  /** Environment that the runner needs for clean and repeatable runs. */
  readonly environment?: Readonly<Record<string, string>>
  /** What keeps it from asking a registry that the sandbox cannot reach; added only where there is no network. */
  readonly offline?: Offline
  /** Where its report comes from; a file at `report` where it is absent. */
  readonly collects?: Collected
  /** Shell text that goes before the command, in the same shell: what links a cache that the host has. */
  readonly prepare?: string
  /** True where suite and name select a test, with or without its file. */
  readonly namesSuffice?: true
  /** True where the tests of one file cannot be run alone: such a selection runs them all. */
  readonly noFiles?: true
  /** What a person and a model read where a report took the place of printed text. */
  printed?(report: string): string
}

export interface Offline {
  readonly environment?: Readonly<Record<string, string>>
  /** Added at the end of the command. */
  readonly flags?: readonly string[]
}

/**
 * `output`: what it prints is its report. `files`: it leaves one JUnit file for each class somewhere in the copy, found
 * by a pattern of `find -path`; what an earlier run left there is removed first.
 */
export type Collected = { readonly kind: 'output' } | { readonly kind: 'files'; readonly pattern: string }

/** The program that a word starts, without its folder: `./node_modules/.bin/jest` → `jest`. */
export function programName(word: string | undefined): string {
  return (word ?? '').replace(/^.*\//, '').replace(/\.(c|m)?js$/, '')
}

/** Words without the launcher in front of the runner: `npx --no-install jest x` → index of `jest`. */
export function launchedAt(words: readonly string[]): number {
  const launcher = programName(words[0])
  if (launcher === 'npx' || launcher === 'bunx') return skipFlags(words, 1)
  if (launcher === 'npm') return words[1] === 'exec' ? skipFlags(words, 2) : 0
  if (launcher === 'yarn' || launcher === 'pnpm') return words[1] === 'exec' ? skipFlags(words, 2) : 1
  return 0
}

function skipFlags(words: readonly string[], from: number): number {
  let at = from
  while (at < words.length && words[at]?.startsWith('-')) at++
  return at
}

/** The arguments of a program, apart and as they stood. */
export interface Arguments {
  readonly flags: readonly string[]
  readonly positional: readonly string[]
  /** Flags and positional words in their order. */
  readonly all: readonly string[]
}

/**
 * Tells flags (with their values) from positional words, so that a selection can replace the latter.
 * @param valued flags whose value is the next word
 * @param dropped flags to leave out, with their values
 */
export function readArguments(
  words: readonly string[],
  valued: ReadonlySet<string>,
  dropped: (flag: string) => boolean,
): Arguments {
  const flags: string[] = []
  const positional: string[] = []
  const all: string[] = []
  let index = 0
  while (index < words.length) {
    const word = words[index] ?? ''
    if (!word.startsWith('-') || word === '--') {
      // After `--` all words are positional.
      const rest = word === '--' ? words.slice(index) : [word]
      positional.push(...rest.filter((each) => each !== '--'))
      all.push(...rest)
      index += rest.length
      continue
    }
    const own = words.slice(index, index + (hasValue(words, index, valued) ? 2 : 1))
    if (!dropped(word.split('=', 1)[0] ?? word)) {
      flags.push(...own)
      all.push(...own)
    }
    index += own.length
  }
  return { flags, positional, all }
}

function hasValue(words: readonly string[], index: number, valued: ReadonlySet<string>): boolean {
  const next = words[index + 1]
  return valued.has(words[index] ?? '') && next !== undefined && !next.startsWith('-')
}

/** Index of the first word that is neither a flag nor a flag's value, or the number of words. */
export function firstPositional(words: readonly string[], valued: ReadonlySet<string>): number {
  let index = 0
  while (words[index]?.startsWith('-')) index += hasValue(words, index, valued) ? 2 : 1
  return Math.min(index, words.length)
}

/** A regular expression that matches exactly this text, anywhere a runner takes a pattern. */
export function exactPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
