import type { JsonFormat } from '../json/format.js'
import { type Finding, inText, lenient, reportFindings } from './finding.js'

export interface Linter {
  readonly format: string
  recognises(document: unknown): boolean
  findings(document: unknown): Iterable<Finding>
  /** Severities that fail no run; default: everything below an error. */
  readonly harmless?: ReadonlySet<string>
}

export function linterJson(linter: Linter): JsonFormat {
  return {
    format: linter.format,
    recognises: linter.recognises,
    read: (document, sink, text) =>
      reportFindings(linter.findings(document), linter.harmless ?? lenient, sink, inText(text)),
  }
}
