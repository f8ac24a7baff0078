/** What no plain text has: references, other line ends, characters that XML forbids, halves of pairs. */
const unusual = /[&\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/
const halfPair = /[\ud800-\udbff](?![\udc00-\udfff])|(?:^|[^\ud800-\udbff])[\udc00-\udfff]/
const loneReturn = /\r(?!\n)/
const reference = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/g

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Character data as it is meant; undefined where it is not well-formed, or better left to a whole parser. */
export function meantBy(raw: string): string | undefined {
  if (!unusual.test(raw)) return raw.includes(']]>') ? undefined : raw
  const data = cdataOf(raw)
  return data === undefined || data.includes(']]>') ? undefined : withoutReferences(data)
}

/** The same for the inside of a CDATA section, where references are text. */
export function cdataOf(raw: string): string | undefined {
  if (!unusual.test(raw)) return raw
  if (forbidden.test(raw) || halfPair.test(raw) || loneReturn.test(raw)) return undefined
  return raw.includes('\r') ? raw.replaceAll('\r', '') : raw
}

/** The same for an attribute, in which a line end or a tab is a blank. */
export function attributeOf(raw: string): string | undefined {
  const data = cdataOf(raw)
  if (data === undefined || data.includes('<')) return undefined
  return withoutReferences(data.replace(/[\n\t]/g, ' '))
}

function withoutReferences(text: string): string | undefined {
  if (!text.includes('&')) return text
  let isKnown = true
  let found = 0
  const meant = text.replace(reference, (_, name: string | undefined, decimal: string | undefined, hex: string) => {
    found++
    if (name !== undefined) return named[name] ?? ''
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    isKnown &&= isCharacter(code)
    return isKnown ? String.fromCodePoint(code) : ''
  })
  return isKnown && found === text.split('&').length - 1 ? meant : undefined
}

function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

/** What makes an attribute's value differ from its text in the file. */
export const escaped = /[<&\r\n\t\x00-\x1f\ud800-\udfff\ufffe\uffff]/
