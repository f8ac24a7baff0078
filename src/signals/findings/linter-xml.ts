import type { Reader, Sink } from '../reader.js'
import { type XmlElement, xmlReader } from '../reports/xml.js'
import { type Finding, lenient, reportFindings } from './finding.js'

/** The elements that are open around one, outermost first. */
export type Ancestors = readonly XmlElement[]

export interface XmlLinter {
  readonly format: string
  recognises(root: string, head: string): boolean
  /** Elements that are a finding, told when they end; `places` are those that were closed within. */
  readonly finding: string
  /** Elements within a finding that say where or what, and whose text is wanted. */
  readonly parts: ReadonlySet<string>
  read(element: XmlElement, parts: readonly XmlPart[], ancestors: Ancestors): Finding
  readonly harmless?: ReadonlySet<string>
}

export interface XmlPart {
  readonly name: string
  readonly attributes: XmlElement['attributes']
  readonly text: string
}

/** A finding lists few places; one that lists thousands is told by the first. */
const mostParts = 100

export function linterXml(linter: XmlLinter): Reader {
  return xmlReader({
    format: linter.format,
    recognises: linter.recognises,
    open(sink) {
      const open: XmlElement[] = []
      let parts: XmlPart[] = []
      let passedOver = 0
      return {
        open(element) {
          if (element.name === linter.finding) parts = []
          open.push(element)
          return element.name === linter.finding || linter.parts.has(element.name)
        },
        close(element, closing) {
          open.pop()
          if (linter.parts.has(element.name) && parts.length < mostParts)
            parts.push({ name: element.name, attributes: element.attributes, text: closing.text.trim() })
          if (element.name === linter.finding && closing.isWhole) {
            const own = { name: element.name, attributes: element.attributes, text: closing.text.trim() }
            const finding = linter.read(element, [own, ...parts], open)
            passedOver += tell(finding, linter, sink, element.line)
          }
          if (open.length === 0 && passedOver > 0)
            sink.note(`${passedOver} warning${passedOver === 1 ? '' : 's'} in ${sink.source} that fail no run`)
        },
      }
    },
  })
}

/** @returns 1 for a finding that fails no run, 0 for one that was told */
function tell(finding: Finding, linter: XmlLinter, sink: Sink, line: number): number {
  const isHarmless = (linter.harmless ?? lenient).has(finding.severity?.toLowerCase() ?? '')
  if (!isHarmless) reportFindings([finding], new Set(), sink, () => line)
  return isHarmless ? 1 : 0
}

export function partOf(parts: readonly XmlPart[], name: string): XmlPart | undefined {
  return parts.find((part) => part.name === name)
}

export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}
