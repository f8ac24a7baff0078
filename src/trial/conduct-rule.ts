import type { PatchFile } from '../domain.js'
import { isTestFile } from '../test-file.js'
import { changedLines } from './patch/changed-lines.js'

/** What a patch does to one file, line by line. */
export interface Change {
  readonly path: string
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly before: string
  readonly after: string
  /** A test, or what belongs to tests alone. */
  readonly isTest: boolean
}

/**
 * How a patch may game the tests. A rule has at least one voice: `cheat` refuses wherever the line stands, `notice`
 * asks for a reviewer's eye, `silences` and `silencesFile` say what does nothing but make the failure unheard, which
 * is refused where a patch consists of nothing else.
 */
export interface ConductRule {
  readonly rule: string
  /** The line that games the tests. `failure` is the failure's title, message and detail. */
  cheat?(change: Change, failure: string): string | undefined
  notice?(change: Change, failure: string): readonly string[]
  /** `line` is trimmed and was added. */
  silences?(line: string, old: OldLines): boolean
  silencesFile?(change: Change): boolean
}

/** The lines that a patch takes away: an added line that is the same but for brackets and blanks says nothing new. */
export interface OldLines {
  readonly squashed: ReadonlySet<string>
  readonly trimmed: readonly string[]
}

export interface LinePattern {
  readonly pattern: RegExp
  /** Only where the path matches: words of one language are plain words of another. */
  readonly within?: RegExp
  /** Not in tests, where it is their daily bread. */
  readonly outsideTests?: true
}

export const javascript = /\.[cm]?[jt]sx?$/
export const python = /\.pyi?$/
export const go = /\.go$/
export const jvm = /\.(java|kts?|scala|groovy)$/
export const rust = /\.rs$/
export const ruby = /\.(rb|rake)$/
export const php = /\.php$/

/** The policy refuses longer lines before; here they are only kept from costing time. */
export const longestLine = 500

export function changeOf(file: PatchFile): Change {
  const { added, removed } = changedLines(file)
  const cut = (lines: readonly string[]) => lines.map((line) => line.slice(0, longestLine))
  const isTest = isTestFile(file.path)
  return {
    path: file.path,
    added: cut(added),
    removed: cut(removed),
    before: file.before ?? '',
    after: file.after,
    isTest,
  }
}

/** The added lines that one of the patterns finds. */
export function matchingLines(change: Change, patterns: readonly LinePattern[]): readonly string[] {
  const own = patterns.filter(
    ({ within, outsideTests }) => within?.test(change.path) !== false && !(outsideTests && change.isTest),
  )
  return change.added.filter((line) => own.some(({ pattern }) => pattern.test(line)))
}

/** A rule that refuses every added line that one of the patterns finds. */
export function refuses(rule: string, patterns: readonly LinePattern[]): ConductRule {
  return { rule, cheat: (change) => matchingLines(change, patterns)[0] }
}

/**
 * A rule that refuses the same, but where the file did so before: a command line tool ends its process, a logger looks at
 * its callers. There a reviewer is shown the line.
 */
export function refusesUnlessUsual(rule: string, patterns: readonly LinePattern[]): ConductRule {
  const isUsual = (change: Change): boolean =>
    change.before.split(/\r?\n/).some((line) => {
      const cut = line.slice(0, longestLine)
      return patterns.some(({ pattern, within }) => within?.test(change.path) !== false && pattern.test(cut))
    })
  return {
    rule,
    cheat(change) {
      const [line] = matchingLines(change, patterns)
      return line === undefined || isUsual(change) ? undefined : line
    },
    notice: (change) => matchingLines(change, patterns),
  }
}

/** A rule that shows a reviewer every added line that one of the patterns finds. */
export function shows(rule: string, patterns: readonly LinePattern[]): ConductRule {
  return { rule, notice: (change) => matchingLines(change, patterns) }
}

/** Indentation and brackets come and go when a line is wrapped. */
export function squash(line: string): string {
  return line.slice(0, longestLine).replace(/[\s(){};]/g, '')
}

const comment = /^(\/\/|\/\*|\*|#(?!\[)|--|<!--)/

/** Trimmed lines that hold more than brackets and comments. */
export function codeLines(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => !/^[{}()[\];,]*$/.test(line) && !comment.test(line))
}
