import { type Diagnostic, diagnosticReader } from './diagnostic.js'
import { printedPath } from './printed-path.js'

const code = String.raw`(?:[A-Z]{1,8}-?\d{2,5}|MD\d{3}(?:\/[\w/-]{1,100})?)`
/** The forms that a code or rule takes after `file:12:3`; each says that the line is a finding. */
const forms: readonly RegExp[] = [
  // ruff, flake8, pylint, pycodestyle, bandit, markdownlint, hadolint, ansible-lint, dotenv-linter, RuboCop
  new RegExp(
    String.raw`^:? \[?\(?(${code})(?:\([\w-]{1,60}\))?(?:\[\w{1,20}\]|, ?[^\]]{0,200}\]|\]|\))?:? (.{1,4000})$`,
  ),
  /^:? ?([CWEFRI]): (?:\[Correct(?:able|ed)\] |\[Todo\] )?([A-Z]\w{1,60}\/[\w/]{1,80}: .{1,4000})$/,
  /^:? \[([CWEFRI])\] (?!Correct)(.{1,4000})$/,
  // standardrb
  /^: (?:\[Correct(?:able|ed)\] )?([A-Z]\w{1,60}\/[\w/]{1,80}): (.{1,4000})$/,
  // ansible-lint, bare rules of ruff
  /^:? ([a-z][\w-]{1,40}\[[\w-]{1,40}\])(?:\[\/\])?: (.{1,4000})$/,
  /^:? \[?(invalid-syntax|syntax-error)\]?:? (.{1,4000})$/,
  /^: ([A-Z][a-z]{1,30}(?:[A-Z][a-z]{1,30}){1,6}): (.{1,4000})$/,
  /^ ([A-Z][a-z]{1,30}(?:[A-Z][a-z]{1,30}){1,6}): (.{1,4000})$/,
  /^ ((?:lint|assist)\/\w{1,40}\/\w{1,80})\b()/,
]
/** Rules in brackets at the end: golangci-lint, detekt, ktlint, checkstyle, gosec. */
const ending =
  /^: ()(?!\[?(?:warning|note|info)\b)(.{1,4000} (?:\((?:[\w./-]{1,60}|Rule:.{1,100})\)|\[(?!Warning)[\w./, -]{1,80}\]))$/
/** A type that Python raises or warns with is no rule. */
/** cpplint: the category in brackets, then how sure it is. */
const cpplint = /^: {2}(.{1,2000}?) {2}\[([\w/]{1,80})\] \[\d\]$/
const notARule = /^(?:[A-Z]\w*(?:Error|Exception|Warning|Failure|Failed|Exit|Interrupt|Iteration|Group))$/
/** RuboCop marks what it mended itself; hadolint and pylint say how grave it is. */
const mended = /\[Corrected\]/

/** Linters that write place, code and message on one line, with or without a column. */
export const coded = diagnosticReader({
  format: 'linter',
  kind: 'lint',
  wakes:
    /\.\w{1,10}:\d{1,7}(?::\d{1,7})?:? \[?\(?(?:[A-Z]{1,8}-?\d{2,5}\b|[CWEFRI][:\]] |[a-z][\w-]{1,40}\[|invalid-syntax|[A-Z][a-z]+[A-Z][a-zA-Z]+: |[A-Z]\w{1,30}\/[A-Z])|\.(?:c|cc|cpp|cxx|h|hh|hpp|cu):\d{1,7}: {2}\S|file:\d{1,7} (?:DL|SC)\d{4} |(?:^|\/)\.env[\w.]{0,20}:\d{1,7} |\.\w{1,10}:\d{1,7}(?::\d{1,7})?: .{1,400}[\])]$/,
  head(text) {
    const at = /:(\d{1,7})(?::(\d{1,7}))?(?=:? )/.exec(text)
    if (at === null || mended.test(text)) return undefined
    const file = printedPath(text.slice(0, at.index).replace(/:[\w.]{1,200}$/, ''))
    const found = file === undefined ? undefined : findingOf(text.slice(at.index + at[0].length), at[2] !== undefined)
    if (found === undefined) return undefined
    return { ...found, file, line: Number(at[1]), column: at[2] === undefined ? undefined : Number(at[2]) }
  },
  belongs: (text, lines) => lines.length < 3 && /^\s{1,80}\S|^\s{0,200}\^/.test(text) && !/:\d{1,7}:/.test(text),
})

function findingOf(rest: string, hasColumn: boolean): Diagnostic | undefined {
  for (const form of forms) {
    const found = form.exec(rest)
    if (found !== null && !notARule.test(found[1] ?? ''))
      return { code: found[1] ?? '', message: (found[2] ?? '').trim() }
  }
  const graded = cpplint.exec(rest)
  if (graded !== null) return { code: graded[2], message: graded[1] ?? '' }
  const found = hasColumn ? ending.exec(rest) : null
  return found === null ? undefined : { message: found[2] ?? '' }
}
