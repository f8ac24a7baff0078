import { type Attributes, newAttributes, type StartTag } from './attributes.js'
import { attributeOf, escaped } from './characters.js'

/** Tags are a line or a few; longer ones, and those with more attributes, are made to break readers. */
export const longestTag = 64 * 1024
const mostAttributes = 200

/** Names in ASCII: whoever uses others is served by the whole parser. */
const isNameStart = tableOf(/[A-Za-z_:]/)
const isName = tableOf(/[\w.:-]/)

function tableOf(characters: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (characters.test(String.fromCharCode(code)) ? 1 : 0))
}

/**
 * Reads the tag whose `<` stands at `from`.
 *
 * @returns `cut` where the text ends before the tag does; undefined where it is no tag that is certainly well-formed
 */
export function readStartTag(text: string, from: number): StartTag | 'cut' | undefined {
  const tag = tagAt(text, from)
  // The line feed that makes it a blank may come with the next piece.
  return tag === undefined && text.charCodeAt(text.length - 1) === 13 ? 'cut' : tag
}

function tagAt(text: string, from: number): StartTag | 'cut' | undefined {
  const nameEnd = afterName(text, from + 1)
  if (nameEnd >= text.length) return 'cut'
  if (nameEnd === from + 1) return undefined
  const attributes = newAttributes()
  let at = nameEnd
  for (let count = 0; count <= mostAttributes; count++) {
    const next = afterBlanks(text, at)
    const code = text.charCodeAt(next)
    if (code === 62) return { name: text.slice(from + 1, nameEnd), attributes, isEmpty: false, end: next + 1 }
    if (Number.isNaN(code)) return 'cut'
    if (code === 47) {
      if (next + 1 === text.length) return 'cut'
      if (text.charCodeAt(next + 1) !== 62) return undefined
      return { name: text.slice(from + 1, nameEnd), attributes, isEmpty: true, end: next + 2 }
    }
    // Without a blank before it, this is no attribute.
    if (next === at) return undefined
    const end = readAttribute(text, next, attributes)
    if (end === undefined || end === 'cut') return end
    at = end
  }
  return undefined
}

/** @returns the place behind the closing quote */
function readAttribute(text: string, from: number, attributes: Attributes) {
  const nameEnd = afterName(text, from)
  if (nameEnd === from) return undefined
  let at = nameEnd
  if (text.charCodeAt(at) !== 61) at = afterBlanks(text, at)
  if (at >= text.length) return 'cut'
  if (text.charCodeAt(at) !== 61) return undefined
  at++
  let quote = text.charCodeAt(at)
  if (quote !== 34 && quote !== 39) {
    at = afterBlanks(text, at)
    if (at >= text.length) return 'cut'
    quote = text.charCodeAt(at)
    if (quote !== 34 && quote !== 39) return undefined
  }
  const end = text.indexOf(quote === 34 ? '"' : "'", at + 1)
  if (end < 0) return 'cut'
  const raw = text.slice(at + 1, end)
  const value = escaped.test(raw) ? attributeOf(raw) : raw
  const name = text.slice(from, nameEnd)
  if (value === undefined || name in attributes) return undefined
  attributes[name] = value
  return end + 1
}

function afterName(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (Number.isNaN(first)) return from
  if (first > 127 || isNameStart[first] !== 1) return from
  let at = from + 1
  for (let code = text.charCodeAt(at); code < 128 && isName[code] === 1; code = text.charCodeAt(at)) at++
  return at
}

function afterBlanks(text: string, from: number): number {
  let at = from
  while (isBlank(text, at)) at++
  return at
}

/** A carriage return alone ends a line too: that is left to the whole parser. */
export function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 32 || code === 10 || code === 9 || (code === 13 && text.charCodeAt(at + 1) === 10)
}
