import type { FailureKind } from '../../domain.js'
import type { LineParser, LineReader, LineSink } from '../lines/line-reader.js'
import type { RawFrame } from '../reader.js'

/** What a compiler, linter or package manager says once. */
export interface Diagnostic {
  readonly message: string
  readonly file?: string | undefined
  /** 1-based. */
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** Number or rule, as printed: `TS2322`, `E0308`, `no-undef`, `ERESOLVE`. */
  readonly code?: string | undefined
  readonly kind?: FailureKind | undefined
  readonly exception?: string | undefined
  /** Where an error of a header or macro comes from, innermost first; default: the place itself. */
  readonly frames?: readonly RawFrame[] | undefined
}

/** How one family of tools prints its diagnostics: a line that opens one, and lines that belong to it. */
export interface DiagnosticForm {
  readonly format: string
  readonly kind: FailureKind
  readonly wakes: RegExp
  /** Undefined for lines that open none, and for warnings: they fail no build. */
  head(text: string, above: readonly string[]): Diagnostic | undefined
  /** Default: indented lines and code frames. */
  belongs?(text: string, lines: readonly string[]): boolean
  /** Where the head alone does not tell: the diagnostic with what its lines say, or undefined to drop it. */
  complete?(opened: Diagnostic, lines: readonly string[]): Diagnostic | undefined
}

/** The explanation of one diagnostic is told in fewer lines; template errors of C++ go on for hundreds. */
const mostBodyLines = 200
/** Tools repeat their errors in a summary. Past as many different ones nobody reads on. */
const mostRemembered = 20_000
/** As far as a head may look back for the file that a block of findings is headed by. */
const mostAbove = 3

/** Makes a reader of a form: reports each different diagnostic once, with the lines that explain it. */
export function diagnosticReader(form: DiagnosticForm): LineReader {
  return { format: form.format, wakes: form.wakes, open: (sink) => openDiagnostics(form, sink) }
}

interface Open {
  readonly opened: Diagnostic
  readonly from: number
  readonly lines: string[]
}

function openDiagnostics(form: DiagnosticForm, sink: LineSink): LineParser {
  const told = new Set<string>()
  const belongs = form.belongs ?? isBody
  let open: Open | undefined

  const close = (): void => {
    if (open === undefined) return
    const { opened, lines, from } = open
    open = undefined
    const found = form.complete === undefined ? opened : form.complete(opened, lines)
    if (found !== undefined) report(form, sink, told, { found, lines, from })
  }
  return {
    line(text, number, above) {
      if (open !== undefined && open.lines.length < mostBodyLines && belongs(text, open.lines)) {
        open.lines.push(text)
        return true
      }
      close()
      if (!form.wakes.test(text)) return false
      const opened = form.head(text, above(mostAbove))
      if (opened === undefined) return false
      open = { opened, from: number, lines: [text] }
      return true
    },
    end: close,
  }
}

interface Closed {
  readonly found: Diagnostic
  readonly from: number
  readonly lines: readonly string[]
}

function report(form: DiagnosticForm, sink: LineSink, told: Set<string>, { found, lines, from }: Closed): void {
  const detail = lines.join('\n').trimEnd()
  const sourceLines: [number, number] = [from, from + detail.split('\n').length - 1]
  const key = `${found.file}:${found.line}:${found.column}:${found.code}:${found.message}`
  if (told.has(key)) {
    sink.claim(...sourceLines)
    return
  }
  if (told.size < mostRemembered) told.add(key)
  const { file, line, column, code, message } = found
  const place = file === undefined ? undefined : { file, ...numbered({ line, column }) }
  sink.report({
    kind: found.kind ?? form.kind,
    title: code === undefined || message.includes(code) ? message : `${code}: ${message}`,
    message,
    detail,
    exception: found.exception,
    location: place,
    frames: found.frames ?? (place === undefined ? [] : [place]),
    sourceLines,
  })
}

function numbered(numbers: { line: number | undefined; column: number | undefined }): {
  line?: number
  column?: number
} {
  const { line, column } = numbers
  // Line 0 is how tools say that they know none.
  if (line === undefined || line === 0) return {}
  return column === undefined || column === 0 ? { line } : { line, column }
}

/** Lines of source with carets, and explanations, which tools indent. */
export function isBody(text: string): boolean {
  return /^(?:\s{1,200}\S|\||\d{1,7} \||\.\.\.$)/.test(text)
}
