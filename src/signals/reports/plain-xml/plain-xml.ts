import type { StartTag } from './attributes.js'
import { cdataOf, meantBy } from './characters.js'
import { openKnownTags } from './known-tags.js'
import { isBlank, longestTag, readStartTag } from './start-tag.js'

/** What is told of a document, in its order. Lines are 1-based. */
export interface XmlEvents {
  /** @returns false where nothing more is wanted */
  open(name: string, attributes: StartTag['attributes'], line: number): boolean
  close(line: number): void
  wantsText(): boolean
  text(text: string): void
}

/** Where a whole parser has to go on. */
export interface HandOver {
  /** Elements that are open there, outermost first. */
  readonly open: readonly string[]
  readonly isInCdata: boolean
  /** True where the root element has begun, and may have ended. */
  readonly hasBegun: boolean
  readonly line: number
  /** Characters since the beginning of the line. */
  readonly column: number
  readonly rest: string
}

export interface PlainXml {
  /** @returns undefined while all is plain; after anything else it must not be used any more */
  write(text: string): HandOver | undefined
  /** @returns the 1-based line where the document ends, whole or cut off in a text, which is told; else what is left */
  end(): number | HandOver
}

const declaration =
  /^\uFEFF?(?:<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[A-Za-z][\w.-]{0,30}"|'[A-Za-z][\w.-]{0,30}'))?(?: standalone=(?:"yes"|"no"|'yes'|'no'))? {0,9}\?>)?/
const cdataStart = '<![CDATA['
/** A reference is no longer; a text is cut so that none is. */
const longestReference = 12
/** Text that goes on for longer is told in parts. */
const longestText = 16 * 1024

type Step = 'read' | 'wait' | 'stop' | 'odd'

/**
 * Reads XML of the plain kind that test runners write, several times faster than a parser that knows all of XML. What
 * is not certainly well-formed and plain is not judged here: it is handed over, from the beginning of its token.
 */
export function openPlainXml(events: XmlEvents): PlainXml {
  const open: string[] = []
  const knownTags = openKnownTags()
  let text = ''
  let at = 0
  let line = 1
  /** Characters of the current line that were dropped with text that was read. */
  let droppedColumns = 0
  /** Where the next line ends; beyond all text where it does not. */
  let nextBreak = 0
  let isInCdata = false
  let hasRead = false
  let hasBegun = false

  const advance = (to: number): void => {
    while (nextBreak < to) {
      line++
      nextBreak = breakFrom(text, nextBreak + 1)
    }
    at = to
  }
  const column = (): number => {
    const lineStart = at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1
    return (lineStart === 0 ? droppedColumns : 0) + [...text.slice(lineStart, at)].length
  }
  const handOver = (): HandOver => {
    // What may stand before the root element follows rules of its own.
    if (!hasBegun) return { open, isInCdata, hasBegun, line: 1, column: 0, rest: text }
    return { open, isInCdata, hasBegun, line, column: column(), rest: text.slice(at) }
  }
  const drop = (): void => {
    droppedColumns = column()
    text = text.slice(at)
    nextBreak -= at
    at = 0
  }

  /** Character data up to `<`, or as far as it goes. */
  const readText = (): Step => {
    const mark = text.indexOf('<', at)
    const end = mark >= 0 ? mark : safeEnd(text, at)
    if (end > at && !tellText(end)) return 'odd'
    return mark >= 0 ? 'read' : 'wait'
  }
  const tellText = (end: number): boolean => {
    const blanksEnd = afterPlainBlanks(text, at, end)
    if (blanksEnd < end || events.wantsText()) {
      const meant = open.length === 0 && blanksEnd < end ? undefined : meantBy(text.slice(at, end))
      if (meant === undefined) return false
      if (events.wantsText()) events.text(meant)
    }
    advance(end)
    return true
  }
  const readCdata = (): Step => {
    const mark = text.indexOf(']]>', at)
    const end = mark >= 0 ? mark : safeEnd(text, at)
    const meant = cdataOf(text.slice(at, end))
    if (meant === undefined) return 'odd'
    if (events.wantsText()) events.text(meant)
    advance(end)
    if (mark < 0) return 'wait'
    isInCdata = false
    at += 3
    return 'read'
  }
  const readMarkup = (): Step => {
    const second = text.charCodeAt(at + 1)
    if (Number.isNaN(second)) return 'wait'
    if (second === 47) return readEndTag()
    if (second !== 33) return readElement()
    if (text.length - at < cdataStart.length) return 'wait'
    if (text.startsWith('<!--', at)) return readComment()
    if (!text.startsWith(cdataStart, at) || open.length === 0) return 'odd'
    isInCdata = true
    at += cdataStart.length
    return 'read'
  }
  const readElement = (): Step => {
    if (open.length === 0 && hasBegun) return 'odd'
    const known = knownTags.read(text, at)
    const tag = known ?? readStartTag(text, at)
    if (tag === undefined) return 'odd'
    if (tag === 'cut') return waitFor(longestTag)
    if (known === undefined) knownTags.learn(tag)
    hasBegun = true
    const tagLine = line
    advance(tag.end)
    if (!events.open(tag.name, tag.attributes, tagLine)) return 'stop'
    if (tag.isEmpty) events.close(line)
    else open.push(tag.name)
    return 'read'
  }
  const readEndTag = (): Step => {
    const end = text.indexOf('>', at)
    if (end < 0) return waitFor(longestTag)
    if (text.slice(at + 2, end) !== open.at(-1)) return 'odd'
    open.pop()
    at = end + 1
    events.close(line)
    return 'read'
  }
  const readComment = (): Step => {
    const end = text.indexOf('--', at + 4)
    if (end < 0 || end + 2 >= text.length) return waitFor(longestTag)
    if (text[end + 2] !== '>' || cdataOf(text.slice(at, end)) === undefined) return 'odd'
    advance(end + 3)
    return 'read'
  }
  const waitFor = (longest: number): Step => (text.length - at > longest ? 'odd' : 'wait')

  const readDeclaration = (): Step => {
    const length = declaration.exec(text)?.[0].length ?? 0
    if (length === 0 && /^\uFEFF?<\?/.test(text)) return 'odd'
    advance(length)
    return 'read'
  }
  const readAll = (): Step => {
    let step: Step = hasRead ? 'read' : readDeclaration()
    hasRead = true
    while (step === 'read') {
      if (isInCdata) step = readCdata()
      else {
        step = readText()
        if (step === 'read') step = readMarkup()
      }
    }
    return step
  }
  return {
    end() {
      const rest = text.slice(at)
      const meant = isInCdata ? cdataOf(rest) : rest.includes('<') ? undefined : meantBy(rest)
      if (meant === undefined || (open.length === 0 && meant.trim() !== '')) return handOver()
      if (events.wantsText()) events.text(meant)
      advance(text.length)
      return line
    },
    write(more) {
      text = text === '' ? more : text + more
      nextBreak = breakFrom(text, at)
      if (readAll() === 'odd' || (!hasBegun && text.length > longestTag)) return handOver()
      if (hasBegun) drop()
      return undefined
    },
  }
}

/** Before anything that may go on in the next piece: a reference, `]]>`, CR LF, a pair. */
function safeEnd(text: string, from: number): number {
  if (text.length - from < longestText) return from
  let end = text.length
  const mark = text.lastIndexOf('&')
  if (mark >= end - longestReference && mark >= from) end = mark
  for (let back = 0; back < 2 && end > from && /[\]\r\ud800-\udbff]/.test(text[end - 1] ?? ''); back++) end--
  return end
}

function breakFrom(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? Number.POSITIVE_INFINITY : found
}

function afterPlainBlanks(text: string, from: number, to: number): number {
  let at = from
  while (at < to && isBlank(text, at)) at++
  return at
}
