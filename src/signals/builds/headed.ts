import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import { printedPath } from './printed-path.js'

/** `  3:25  error  Parsing error  rule`, ` 116:3   ✖  …`, `  1:1-1:9  warning  …`, XO's `  ✖   3:25  …`. */
const row =
  /^(?:##\[error\])?\s{1,12}(?:([✖×⚠])\s{1,8})?(\d{1,7}):(\d{1,7})(?:-\d{1,7}:\d{1,7})?\s{1,12}(?:(error|warning|info|information|suggestion|hint|✖|×|⚠|ℹ|‼)\s{1,12})?(\S.{0,4000})$/
const isError = /^(?:error|✖|×)$/
/** A row stands under its file, or under other rows of it; PHPStan's table and the like have their own readers. */
const mostAbove = 2

interface Headed {
  readonly sink: LineSink
  file: string | undefined
  /** stylelint fails a run on its errors and shows its warnings in the same look: both are told. */
  readonly told: Set<string>
}

/** Findings in rows under the name of their file: eslint's stylish, stylelint, XO, textlint, yamllint, remark. */
export const headed: LineReader = {
  format: 'linter',
  wakes: /^(?:##\[error\])?\s{1,12}(?:[✖×⚠]\s{1,8})?\d{1,7}:\d{1,7}(?:-\d{1,7}:\d{1,7})?\s{1,12}\S/,
  open: openHeaded,
}

function openHeaded(sink: LineSink): LineParser {
  const headed: Headed = { sink, file: undefined, told: new Set() }
  return {
    line(text, number, above) {
      const found = row.exec(text)
      if (found === null) return openFile(headed, text, number)
      headed.file ??= lastPath(above(mostAbove))
      if (headed.file !== undefined) reportRow(headed, headed.file, found, number)
      return headed.file !== undefined
    },
    end() {},
  }
}

/** @returns true while findings may follow: after a blank line, or the name of the next file */
function openFile(headed: Headed, text: string, number: number): boolean {
  if (text.trim() === '') return true
  // Test runners begin their failures with the same mark.
  if (/^✖ \d{1,7} problems? \(/.test(text)) headed.sink.claim(number, number)
  headed.file = headingPath(text)
  return headed.file !== undefined
}

function lastPath(above: readonly string[]): string | undefined {
  const line = above.findLast((one) => one.trim() !== '')
  return line === undefined ? undefined : headingPath(line)
}

/** XO's headings carry the place of their first finding. */
function headingPath(text: string): string | undefined {
  if (text.length > 1000 || text.includes('\t')) return undefined
  return printedPath(text.trim().replace(/(?::\d{1,7}:\d{1,7})?:?$/, ''))
}

function reportRow(headed: Headed, file: string, found: RegExpExecArray, number: number): void {
  const severity = found[4] ?? found[1] ?? ''
  const isStylelint = severity === '⚠' || severity === '‼'
  // ruff's groups have no severity; a rule's code says that the row is a finding.
  const isCoded = severity === '' && /^(?:[A-Z]{1,5}\d{3,4}|invalid-syntax:?) /.test(found[5] ?? '')
  if (!isError.test(severity) && !isStylelint && !isCoded) return
  const { message, rule } = splitRule((found[5] ?? '').trimEnd())
  const place = { file, line: Number(found[2]), column: Number(found[3]) }
  const key = `${file}:${found[2]}:${found[3]}:${rule}:${message}`
  if (headed.told.has(key)) return
  if (headed.told.size < 20_000) headed.told.add(key)
  headed.sink.report({
    kind: 'lint',
    title: rule === undefined ? message : `${rule}: ${message}`,
    message,
    detail: rule === undefined ? message : `${message} (${rule})`,
    location: place,
    frames: [place],
    sourceLines: [number, number],
  })
}

/** The rule stands at the end, two blanks away from the message; yamllint's in parentheses. */
function splitRule(text: string): { message: string; rule?: string } {
  const leading = /^([A-Z]{1,5}\d{3,4}|invalid-syntax):? (?:\[\*\] )?(.{1,4000})$/.exec(text)
  if (leading !== null) return { message: leading[2] ?? '', rule: leading[1] ?? '' }
  const parenthesised = /^(.{1,4000}\S)\s{1,40}\(([\w./@-]{1,100})\)$/.exec(text)
  if (parenthesised !== null) return { message: (parenthesised[1] ?? '').trimEnd(), rule: parenthesised[2] ?? '' }
  const at = text.lastIndexOf('  ')
  const rule = text.slice(at + 2)
  return at > 0 && /^[\w@./-]+$/.test(rule) ? { message: text.slice(0, at).trimEnd(), rule } : { message: text }
}
