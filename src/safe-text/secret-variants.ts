import { bare, condense, skeleton } from './condense.js'
import { decode } from './decode.js'
import { plainView, type View } from './view.js'

/** Longest part of a value that is searched for: GitHub keeps no secret that is larger. */
const maxValue = 48 * 1024

/** A value in the forms in which it may turn up, by the reading of a text in which they are looked for. */
export interface Variants {
  /** Without blanks, colours and zero-width characters, with escapes read and without. */
  readonly dense: readonly string[]
  /** The same without quotes and case. */
  readonly bare: readonly string[]
  /** In letters and digits alone, without case. */
  readonly skeleton: readonly string[]
  /** In letters and digits alone, where many of them stand for little of the value. */
  readonly wide: readonly string[]
}

/** Longer values in base64 in base64 would be looked for in more forms than they are worth. */
const maxNested = 4096

export function variantsOf(secret: string): Variants {
  const bytes = Buffer.from(secret.slice(0, maxValue), 'utf8')
  // Through the bytes, since half a character has no encoding.
  const value = bytes.toString('utf8')
  const plain = [value, [...value].reverse().join('')].map(plainView).flatMap((view) => [condense(view), decode(view)])
  const base64 = inBase64(bytes)
  const encoded = [...base64, ...base64.map(inUrl)].map(plainView)
  // What PowerShell and Windows encode is UTF-16; of JSON and URLs in base64 the escapes stay escapes.
  const escaped = [JSON.stringify(value).slice(1, -1), encodeURIComponent(value)].filter((text) => text !== value)
  const nested = [
    ...inBase64(Buffer.from(value, 'utf16le')),
    ...escaped.flatMap((text) => inBase64(Buffer.from(text))),
    ...(bytes.length > maxNested ? [] : base64.flatMap((text) => inBase64(Buffer.from(text)))),
    [...bytes].join(''),
    [...bytes].map((octet) => `0x${octet.toString(16).padStart(2, '0')}`).join(''),
  ]
  return {
    dense: textsOf([...plain, ...encoded]),
    bare: textsOf(plain.map(bare)),
    skeleton: textsOf([...plain, ...encoded, plainView(bytes.toString('hex'))].map(skeleton)),
    wide: textsOf(nested.map(plainView).map(skeleton)),
  }
}

function textsOf(views: readonly View[]): readonly string[] {
  return [...new Set(views.map(({ text }) => text))]
}

function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => base64At(bytes, shift))
}

function inUrl(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}

/** The characters of a base64 text that the value alone decides, where `shift` bytes stand before it. */
function base64At(bytes: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6))
}
