import { SaxesParser } from 'saxes'
import { type HandOver, openPlainXml, type XmlEvents } from './plain-xml/plain-xml.js'

export interface StrictEvents extends XmlEvents {
  doctype(): void
  /** @param message the place in the document, and what is wrong there */
  malformed(message: string): void
  /** So much is wrong that reading on costs more than it tells. */
  hopeless(): void
}

export interface XmlInProgress {
  write(text: string): void
  /** @returns the 1-based line where the document ends */
  end(): number
}

/** A report with a few stray characters is still read; every further error costs what a test costs. */
const mostErrors = 100
/** No writer comes near; to compare the names of a million of them takes seconds. */
const mostAttributes = 1024
/** A piece that has begun is read to its end, whatever is wrong in it. */
const piece = 2048

/** Plain XML as far as it goes, and from the first thing that is not plain on by the rules of XML. */
export function openAnyXml(events: StrictEvents): XmlInProgress {
  const plain = openPlainXml(events)
  let strict: XmlInProgress | undefined
  return {
    write(text) {
      if (strict !== undefined) return strict.write(text)
      const left = plain.write(text)
      if (left !== undefined) strict = openStrictXml(events, left)
    },
    end() {
      if (strict !== undefined) return strict.end()
      const left = plain.end()
      return typeof left === 'number' ? left : openStrictXml(events, left).end()
    },
  }
}

/** @param left where another parser stopped */
export function openStrictXml(events: StrictEvents, left?: HandOver): XmlInProgress {
  const saxes = new SaxesParser({ position: true })
  let tagLine = 1
  let errors = 0
  let attributes = 0
  let isOver = false
  /** What leads the parser to where the other one stopped is not told again. */
  let isLedThere = left !== undefined
  let untold = 0

  const text = (told: string): void => {
    if (isLedThere) return
    const rest = told.slice(untold)
    untold = 0
    if (rest !== '') events.text(rest)
  }
  saxes.on('doctype', () => {
    isOver = true
    events.doctype()
  })
  saxes.on('opentagstart', () => {
    attributes = 0
    // The character behind the name is read already: where that ended a line, the tag began above.
    tagLine = saxes.columnIndex === 0 ? saxes.line - 1 : saxes.line
  })
  saxes.on('attribute', () => {
    attributes++
    if (attributes !== mostAttributes) return
    isOver = true
    events.hopeless()
  })
  saxes.on('opentag', (tag) => {
    if (!isLedThere && !isOver) events.open(tag.name, tag.attributes as Record<string, string>, tagLine)
  })
  saxes.on('text', text)
  saxes.on('cdata', text)
  saxes.on('closetag', () => {
    if (!isLedThere) events.close(saxes.line)
  })
  saxes.on('error', (error) => {
    if (isOver || isLedThere) return
    events.malformed(error.message)
    errors++
    if (errors < mostErrors) return
    isOver = true
    events.hopeless()
  })
  const write = (more: string): void => {
    for (let at = 0; at < more.length && !isOver; at += piece) saxes.write(more.slice(at, at + piece))
  }
  if (left !== undefined) {
    const way = wayTo(left)
    saxes.write(way.text)
    saxes.line = left.line
    isLedThere = false
    untold = way.untold
    write(left.rest)
  }
  return {
    write,
    end: () => saxes.line,
  }
}

/** A document that ends in the same place as what was read already, so that errors are told where they stand. */
function wayTo({ open, isInCdata, hasBegun, column }: HandOver): { text: string; untold: number } {
  if (!hasBegun) return { text: '', untold: 0 }
  const cdata = isInCdata ? '<![CDATA[' : ''
  const blanks = `\n${' '.repeat(Math.max(0, column - cdata.length))}`
  if (open.length === 0) return { text: `<a/>${blanks}`, untold: 0 }
  // The text before a CDATA section has been told when the section begins.
  return { text: open.map((name) => `<${name}>`).join('') + blanks + cdata, untold: isInCdata ? 0 : blanks.length }
}
