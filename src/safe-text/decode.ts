import { condense } from './condense.js'
import { type Pass, type View, viewOf } from './view.js'

/** An escape and what it stands for: a byte of UTF-8, a character, or nothing (a line that goes on). */
interface Escape {
  readonly kind: 'byte' | 'character' | 'nothing'
  readonly value: number
  readonly end: number
}

/** JSON in JSON in a URL: who escapes more often than this meant to hide it. */
const maxDepth = 4

/**
 * The text with escapes of JSON, programs, shells, URLs, HTML and mail read as what they stand for, however deep, and
 * condensed: escapes may stand for colours, and colours between the characters of an escape.
 */
export function decode(source: View): View {
  let view = decodeOnce(source)
  let read = condense(view ?? source)
  for (let depth = 1; depth < maxDepth; depth += 1) {
    view = decodeOnce(read)
    if (view === undefined) return read
    read = condense(view)
  }
  return read
}

function decodeOnce(source: View): View | undefined {
  const { text, units } = source
  if (!/[\\%&]|=(?:3D|0[9AD]|20|[89A-F][0-9A-F]|[\r\n])/.test(text)) return undefined
  let isOther = false
  const view = viewOf(source, (add) => {
    let at = 0
    while (at < units.length) {
      const unit = units[at] ?? 0
      const found = mayEscape(unit) ? escapeAt(text, at) : undefined
      if (found === undefined) {
        add(unit, at, at + 1)
        at += 1
      } else {
        isOther = true
        at = write(add, text, at, found)
      }
    }
  })
  return isOther ? view : undefined
}

function mayEscape(unit: number): boolean {
  return unit === 0x5c || unit === 0x25 || unit === 0x26 || unit === 0x3d
}

/** Writes what the escape at `start` stands for, with the bytes after it that belong to the same character. */
function write(add: Parameters<Pass>[0], text: string, start: number, found: Escape): number {
  if (found.kind === 'nothing') return found.end
  const { value, end } = found.kind === 'byte' ? characterOf(text, found) : found
  const low = value > 0xffff ? 0xdc00 | (value & 0x3ff) : undefined
  add(low === undefined ? value : 0xd7c0 + (value >> 10), start, end)
  if (low !== undefined) add(low, start, end)
  return end
}

/** A character of several bytes in UTF-8; a byte that begins none stands for itself, as in Latin-1. */
function characterOf(text: string, first: Escape): { readonly value: number; readonly end: number } {
  const more = first.value >= 0xf0 ? 3 : first.value >= 0xe0 ? 2 : first.value >= 0xc2 ? 1 : 0
  let value = more === 0 ? first.value : first.value & (0x3f >> more)
  let end = first.end
  for (let index = 0; index < more; index += 1) {
    let next = escapeAt(text, end)
    if (next?.kind === 'nothing') next = escapeAt(text, next.end)
    if (next?.kind !== 'byte' || (next.value & 0xc0) !== 0x80) return first
    value = (value << 6) | (next.value & 0x3f)
    end = next.end
  }
  return value <= 0x10ffff ? { value, end } : first
}

function escapeAt(text: string, at: number): Escape | undefined {
  switch (text.charCodeAt(at)) {
    case 0x5c:
      return afterBackslash(text, at + 1)
    case 0x25:
      return hex(text, at + 1, 2, 'byte')
    case 0x26:
      return entity(text, at + 1)
    case 0x3d:
      return quotedPrintable(text, at + 1)
    default:
      return undefined
  }
}

const controls: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12, v: 11, a: 7, e: 27 }

function afterBackslash(text: string, at: number): Escape | undefined {
  const letter = text[at]
  if (letter === undefined) return undefined
  const control = controls[letter]
  if (control !== undefined) return { kind: 'character', value: control, end: at + 1 }
  if (letter === 'u') return text[at + 1] === '{' ? braced(text, at + 2) : hex(text, at + 1, 4, 'character')
  if (letter === 'U') return hex(text, at + 1, 8, 'character')
  if (letter === 'x') return hex(text, at + 1, 2, 'byte')
  if (letter >= '0' && letter <= '7') return octal(text, at)
  if (letter === '\n') return { kind: 'nothing', value: 0, end: at + 1 }
  return /[!-/:-@[-`{-~]/.test(letter) ? { kind: 'character', value: text.charCodeAt(at), end: at + 1 } : undefined
}

function quotedPrintable(text: string, at: number): Escape | undefined {
  if (text[at] === '\n') return { kind: 'nothing', value: 0, end: at + 1 }
  if (text[at] === '\r' && text[at + 1] === '\n') return { kind: 'nothing', value: 0, end: at + 2 }
  // Mail writes capitals, and only for what is not printed and the equals sign itself: `user=17` is somebody's value.
  return /^(?:3D|0[9AD]|20|[89A-F][0-9A-F])$/.test(text.slice(at, at + 2)) ? hex(text, at, 2, 'byte') : undefined
}

function hex(text: string, at: number, length: number, kind: 'byte' | 'character'): Escape | undefined {
  let value = 0
  for (let index = at; index < at + length; index += 1) {
    const digit = hexDigit(text.charCodeAt(index))
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  return value <= 0x10ffff ? { kind, value, end: at + length } : undefined
}

function hexDigit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30
  const letter = unit | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

function octal(text: string, at: number): Escape {
  const digits = /^(?:[0-3][0-7]{2}|[0-7]{1,2})/.exec(text.slice(at, at + 3))?.[0] ?? '0'
  return { kind: 'byte', value: Number.parseInt(digits, 8), end: at + digits.length }
}

function braced(text: string, at: number): Escape | undefined {
  const digits = /^([0-9a-f]{1,6})\}/i.exec(text.slice(at, at + 7))?.[1]
  return digits === undefined ? undefined : closed(hex(text, at, digits.length, 'character'))
}

/** One more character, which the caller saw there, belongs to the escape. */
function closed(found: Escape | undefined): Escape | undefined {
  return found === undefined ? undefined : { ...found, end: found.end + 1 }
}

/** Names that encoders of HTML write for ASCII and for the blank that does not break. */
const names: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', Tab: '\t', NewLine: '\n', excl: '!', num: '#' },
  ...{ dollar: '$', percnt: '%', lpar: '(', rpar: ')', ast: '*', midast: '*', plus: '+', comma: ',', period: '.' },
  ...{ sol: '/', colon: ':', semi: ';', equals: '=', quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\' },
  ...{ rsqb: ']', rbrack: ']', Hat: '^', lowbar: '_', grave: '`', lcub: '{', lbrace: '{', verbar: '|', vert: '|' },
  ...{ rcub: '}', rbrace: '}', hyphen: '-', dash: '-', tilde: '~', UnderBar: '_' },
}

function entity(text: string, at: number): Escape | undefined {
  const body = /^(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z]{2,8});/.exec(text.slice(at, at + 10))?.[1]
  if (body === undefined) return undefined
  if (/^#x/i.test(body)) return closed(hex(text, at + 2, body.length - 2, 'character'))
  const named = Object.hasOwn(names, body) ? names[body]?.charCodeAt(0) : undefined
  const value = body.startsWith('#') ? Number(body.slice(1)) : named
  return value === undefined || value > 0x10ffff ? undefined : { kind: 'character', value, end: at + body.length + 1 }
}
