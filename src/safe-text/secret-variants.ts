/** Longest part of a value that is searched for; keys and certificates are shorter, and windows past it add nothing. */
const maxValue = 8192

/** Every form in which a value may turn up in text: as it is, and in the encodings that logs and tools use. */
export function variantsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret.slice(0, maxValue), 'utf8')
  // Through the bytes, since half a character has no URL encoding.
  const value = bytes.toString('utf8')
  const url = encodeURIComponent(value)
  const hex = bytes.toString('hex')
  const variants = [
    value,
    JSON.stringify(value).slice(1, -1),
    url,
    url.replace(/%[0-9A-F]{2}/g, (octet) => octet.toLowerCase()),
    hex,
    hex.toUpperCase(),
    [...value].reverse().join(''),
  ]
  for (const shift of [0, 1, 2]) {
    const inner = base64At(bytes, shift)
    variants.push(inner, inner.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return [...new Set(variants)]
}

/** The characters of a base64 text that the value alone decides, where `shift` bytes stand before it. */
function base64At(bytes: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6))
}
