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
}

/** The program that a word starts, without its folder: `./node_modules/.bin/jest` → `jest`. */
export function programName(word: string | undefined): string {
  return (word ?? '').replace(/^.*\//, '').replace(/\.(c|m)?js$/, '')
}

/** Words without the launcher in front of the runner: `npx --no-install jest x` → index of `jest`. */
export function launchedAt(words: readonly string[]): number {
  const launcher = programName(words[0])
  if (launcher === 'npx' || launcher === 'bunx') return skipFlags(words, 1)
  if ((launcher === 'yarn' || launcher === 'pnpm') && words[1] === 'exec') return 2
  return 0
}

function skipFlags(words: readonly string[], from: number): number {
  let at = from
  while (at < words.length && words[at]?.startsWith('-')) at++
  return at
}

/**
 * Splits arguments into flags (with their values) and positional words, so that a selection can replace the latter.
 * @param valued flags whose value is the next word
 */
export function splitArguments(
  words: readonly string[],
  valued: ReadonlySet<string>,
): { flags: string[]; positional: string[] } {
  const flags: string[] = []
  const positional: string[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (!word.startsWith('-')) positional.push(word)
    else {
      flags.push(word)
      if (valued.has(word) && index + 1 < words.length) flags.push(words[++index] ?? '')
    }
  }
  return { flags, positional }
}

/** A regular expression that matches exactly this text, anywhere a runner takes a pattern. */
export function exactPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
