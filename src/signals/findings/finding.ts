import type { JsonText } from '../json/format.js'
import type { Sink } from '../reader.js'

/** One thing that a linter found. */
export interface Finding {
  readonly file?: string | undefined
  /** 1-based. */
  readonly line?: number | undefined
  readonly column?: number | undefined
  readonly rule?: string | undefined
  readonly message: string
  /** As the tool words it. */
  readonly severity?: string | undefined
  /** What the tool says beside the message: an explanation, a link, a proposed change. */
  readonly more?: string | undefined
}

/** Severities that let a run pass, for tools that make the difference. */
export const lenient: ReadonlySet<string> = new Set([
  'warning',
  'warn',
  'info',
  'information',
  'informational',
  'note',
  'hint',
  'suggestion',
  'ignore',
  'off',
  '1',
])
/** For tools that fail on whatever they find: only what says itself that it is no finding. */
export const strict: ReadonlySet<string> = new Set(['note', 'ignore', 'off', 'hint', 'info', 'information', 'help'])

/** Tells findings that fail a run; the others are counted, and said in a note. */
export function reportFindings(
  findings: Iterable<Finding>,
  harmless: ReadonlySet<string>,
  sink: Sink,
  lineOf: (finding: Finding) => number,
): void {
  let passedOver = 0
  for (const finding of findings) {
    if (harmless.has(finding.severity?.toLowerCase() ?? '')) passedOver++
    else reportFinding(finding, sink, lineOf(finding))
  }
  if (passedOver > 0)
    sink.note(`${passedOver} warning${passedOver === 1 ? '' : 's'} in ${sink.source} that fail no run`)
}

export function inText(text: JsonText): (finding: Finding) => number {
  return (finding) => text.lineOf(finding.message)
}

export function reportFinding(finding: Finding, sink: Sink, sourceLine: number): void {
  const { file, line, column, rule, message, severity, more } = finding
  // Line 0 is how tools say that they know none.
  const place =
    file === undefined ? undefined : { file, ...(line ? { line } : {}), ...(line && column ? { column } : {}) }
  const head = [severity, rule].filter(Boolean).join(' ')
  sink.report({
    kind: 'lint',
    title: rule === undefined || message.includes(rule) ? message : `${rule}: ${message}`,
    message: message || rule,
    detail: [head === '' ? message : `${head}: ${message}`, more].filter(Boolean).join('\n'),
    location: place,
    frames: place === undefined ? [] : [place],
    sourceLines: [sourceLine, sourceLine],
  })
}
