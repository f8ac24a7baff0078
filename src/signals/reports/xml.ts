import type { Parser, Reader, Sink } from '../reader.js'
import { openAnyXml, openStrictXml, type StrictEvents } from './strict-xml.js'

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string
  /** No prototype: `__proto__` is a name like any other. */
  readonly attributes: Readonly<Record<string, string | undefined>>
  /** 1-based line where its tag begins. */
  readonly line: number
}

export interface XmlClosing {
  /** The element's own text, where `open` asked for it; at most `longestText`. */
  readonly text: string
  /** 1-based line where its end tag ends. */
  readonly line: number
  /** False where the document ended first. */
  readonly isWhole: boolean
}

/** What an XML format is made of: a plug-in gives the root's name and two functions. */
export interface XmlHandler {
  /** @returns true where the element's text is wanted */
  open(element: XmlElement): boolean
  close(element: XmlElement, closing: XmlClosing): void
}

export interface XmlFormat {
  readonly format: string
  /** True for a document with this root element; `head` is the start of the document. */
  recognises(root: string, head: string): boolean
  open(sink: Sink): XmlHandler
}

/** No report nests deeper; a document that does is made to break readers. */
const deepest = 256
/** What a test prints may be megabytes; a failure is told in the first 64 KiB of its text. */
const longestText = 64 * 1024

export function xmlReader(format: XmlFormat): Reader {
  return {
    format: format.format,
    recognises(head) {
      const root = rootElement(head)
      return root !== undefined && format.recognises(root, head)
    },
    open: (sink) => openXml(sink, format.open(sink)),
  }
}

/** The name of the root element, without prefix; undefined where the text is not XML. */
export function rootElement(head: string): string | undefined {
  let at = head.search(/[^\s\uFEFF]/)
  while (at >= 0 && head[at] === '<') {
    if (head.startsWith('<!--', at)) at = after(head, '-->', at)
    else if (head.startsWith('<?', at)) at = after(head, '?>', at)
    else if (head.startsWith('<!', at)) at = afterDoctype(head, at)
    else return /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/.exec(head.slice(at, at + 200))?.[1]
  }
  return undefined
}

function after(head: string, mark: string, from: number): number {
  const found = head.indexOf(mark, from)
  if (found < 0) return -1
  let at = found + mark.length
  while (at < head.length && /\s/.test(head[at] ?? '')) at++
  return at < head.length ? at : -1
}

function afterDoctype(head: string, from: number): number {
  const subset = head.indexOf('[', from)
  const end = head.indexOf('>', from)
  return subset >= 0 && subset < end ? after(head, ']>', from) : after(head, '>', from)
}

interface OpenElement {
  readonly element: XmlElement
  readonly wantsText: boolean
  text: string
}

/** @param isStrict reads with the whole parser from the start, for tests */
export function openXml(sink: Sink, handler: XmlHandler, isStrict = false): Parser {
  const stack: OpenElement[] = []
  let isRefused = false
  let isClosed = false

  const refuse = (note: string): void => {
    isRefused = true
    stack.length = 0
    sink.incomplete(note)
  }
  const pop = (line: number, isWhole: boolean): void => {
    const closed = stack.pop()
    if (closed !== undefined) handler.close(closed.element, { text: closed.text, line, isWhole })
  }
  const events: StrictEvents = {
    open(name, attributes, line) {
      if (isRefused) return false
      if (stack.length >= deepest) {
        refuse(`elements nested deeper than ${deepest} in ${sink.source}`)
        return false
      }
      const element = { name: localName(name), attributes, line }
      stack.push({ element, wantsText: handler.open(element), text: '' })
      return true
    },
    close(line) {
      isClosed = stack.length === 1
      pop(line, true)
    },
    wantsText: () => {
      const top = stack.at(-1)
      return top?.wantsText === true && top.text.length < longestText
    },
    text(text) {
      const top = stack.at(-1)
      if (top !== undefined && events.wantsText()) top.text += text.slice(0, longestText)
    },
    doctype: () => refuse(`DOCTYPE not accepted in ${sink.source}`),
    malformed(message) {
      if (isRefused) return
      // The parser begins its sentence with the place: `1:38: disallowed character.`
      const [, place = '', what = message] = /^(\d{1,12}:\d{1,12}): (.*)$/s.exec(message) ?? []
      sink.incomplete(`${[sink.source, place].filter(Boolean).join(':')} is not well-formed XML: ${what.slice(0, 200)}`)
    },
    hopeless() {
      if (!isRefused) refuse(`${sink.source} is hardly XML: not read to its end`)
    },
  }
  const parser = isStrict ? openStrictXml(events) : openAnyXml(events)
  return {
    write(text) {
      if (!isRefused) parser.write(text)
    },
    end() {
      if (isRefused) return
      const line = parser.end()
      const unclosed = stack.at(-1)
      if (unclosed !== undefined) sink.incomplete(`report is truncated (unclosed <${unclosed.element.name}>)`)
      else if (!isClosed) sink.incomplete('report is truncated (its first element is not whole)')
      while (stack.length > 0) pop(line, false)
    },
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
