import type { RawFrame } from '../reader.js'
import { type Diagnostic, diagnosticReader, isBody } from './diagnostic.js'
import { printedPath } from './printed-path.js'

/** `file:12:3: error: …` and its kin; ranges as clang (`{1:2-1:3}`), GHC (`12:3-9`, `(1,2)-(3,4)`) and remark print. */
const labelled =
  /:(\d{1,7})(?:[:.](\d{1,7}))?(?:-\d{1,7}(?::\d{1,7})?)?:?(?:\{[\d:,{} -]{1,100}\}:)?\s{0,4}(?:- )?(?:\[)?((?:fatal|internal compiler|[Ss]yntax|[Pp]arse|[Cc]ompile|[Cc]ompilation) error|fatal|error|Error|ERROR|FATAL|SEVERE|CRITICAL|severe|critical)\b(?:\[([\w:-]{1,60})\])?\]?\s{0,2}(?:(TS\d{1,6})|-)?\s{0,2}(:?)\s{0,2}/
/** shellcheck and hadolint fail on what they call a warning or a note; their codes tell them from a compiler. */
const shell =
  /:(\d{1,7})(?::(\d{1,7}))?:? (?:(?:DL|SC)\d{4} )?(?:warning|note|info|style): .{1,2000}\[((?:DL|SC)\d{4})\]$/
const bracketed = /\s{1,4}[[(]([\w@][\w@/.,:=+#-]{1,100})[\])]\s{0,4}$/
const coded = /^\[?([A-Z]{1,8}-?\d{2,6}(?:\/[\w/-]{1,100})?)\]?(?:[: ]\s{0,2}|$)/
/** Nobody compiles these. */
const lintedFile = /\.(?:pyi?|ya?ml|md|rst|sh|rb|sql|css|scss|html?)$/
const fromHere = /^(.{1,1000}?):(\d{1,7})(?::(\d{1,7}))?:? {1,3}required from\b/

/**
 * Compilers and linters that write place, severity and message on one line: gcc, clang, javac, scalac, tsc with
 * `--pretty`, pyright, mypy, GHC, swiftc, cargo's short messages, Sphinx, yamllint, shellcheck's gcc format.
 */
export const colonLabelled = diagnosticReader({
  format: 'compiler',
  kind: 'build',
  wakes:
    /:\d{1,7}:? {0,2}(?:- |\[)?(?:fatal|internal compiler|[Ss]yntax|[Pp]arse|[Cc]ompile|[Cc]ompilation|[Ee]rror|ERROR|FATAL|SEVERE|CRITICAL|severe|critical)\b|:\d{1,7}-\d{1,7}: [Ee]rror|:\d{1,7}:\{\d|:\d{1,7}: (?:warning|note): .{1,2000}\[SC\d/,
  head(text) {
    const found = labelled.exec(text) ?? shell.exec(text)
    if (found === null) return undefined
    const file = printedPath(text.slice(0, found.index))
    if (file === undefined) return undefined
    return labelledDiagnostic(text, found, file)
  },
  belongs: (text) => (isBody(text) || isContinuation(text)) && !labelled.test(text),
  complete(opened, lines) {
    const frames = instantiations(lines)
    const message = opened.message === '' ? (lines[1] ?? '').trim().replace(/^• /, '') : opened.message
    if (message === '') return undefined
    return { ...opened, message, ...(frames.length > 0 ? { frames: [placeOfHead(opened), ...frames] } : {}) }
  },
})

function labelledDiagnostic(text: string, found: RegExpExecArray, file: string): Diagnostic {
  const isShell = /^(?:DL|SC)\d{4}$/.test(found[3] ?? '')
  const label = isShell ? '' : (found[3] ?? '')
  const after = isShell ? text.slice(text.indexOf(': ', found.index) + 2) : text.slice(found.index + found[0].length)
  const rest = after.trim()
  const start = coded.exec(rest)
  const end = bracketed.exec(rest)
  const code = isShell ? found[3] : (found[4] ?? found[5] ?? start?.[1] ?? ruleOf(end?.[1]))
  const isWorded = /^(?:syntax|parse|compile|compilation) /i.test(label)
  return {
    file,
    line: Number(found[1]),
    column: found[2] === undefined ? undefined : Number(found[2]),
    code,
    kind: isShell || isLintRule(end?.[1]) || lintedFile.test(file) ? 'lint' : 'build',
    message:
      start?.[0] === rest
        ? ''
        : isWorded
          ? `${label}${found[6] === ':' ? ': ' : ', '}${rest.replace(/^, ?/, '')}`
          : rest,
  }
}

/** `[-Werror=unused]` is an option, `[no-undef]` a rule; both tell what is wrong. */
function ruleOf(printed: string | undefined): string | undefined {
  return printed === undefined || /^\d+$/.test(printed) ? undefined : printed
}

/** yamllint, clang-tidy and shellcheck name rules in small letters with dashes; compilers their options. */
function isLintRule(printed: string | undefined): boolean {
  return printed !== undefined && /^(?:SC\d|DL\d|[a-z]+(?:-[a-z]+)*-[a-z.]+$)/.test(printed) && !printed.startsWith('-')
}

/** Notes about the same error, and the file that a later line says it is in. */
function isContinuation(text: string): boolean {
  return /:\d{1,7}(?::\d{1,7})?: (?:note|remark|help): |: {1,3}required from\b/.test(text) || text === '1 error'
}

function placeOfHead(opened: Diagnostic): RawFrame {
  const { file = '', line, column } = opened
  return {
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    isLibrary: system.test(file),
  }
}

const system = /^(?:\/usr\/|\/Library\/|\/Applications\/|[A-Za-z]:[\\/]Program Files)/

/** Where the user's code asked for the template that does not compile. */
function instantiations(lines: readonly string[]): RawFrame[] {
  const frames: RawFrame[] = []
  for (const line of lines) {
    const place = fromHere.exec(line)
    if (place !== null) {
      const file = place[1] ?? ''
      frames.push({ file, line: Number(place[2]), isLibrary: system.test(file) })
    }
  }
  return frames
}
