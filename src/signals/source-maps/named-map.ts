/** The last comment of a generated file that names its map; `//@` is how it began. */
const comment = /^\s*(?:\/\/|\/\*)[#@] sourceMappingURL=(\S+)/

/**
 * What generated code says of its map: the text of an inline one, or the address of another file.
 * Undefined where it says nothing.
 */
export function namedMap(code: string): { readonly text: string } | { readonly address: string } | undefined {
  const at = code.lastIndexOf('sourceMappingURL=')
  if (at < 0) return undefined
  const start = Math.max(code.lastIndexOf('\n', at) + 1, at - 200)
  const address = comment.exec(code.slice(start))?.[1]?.replace(/\*\/$/, '')
  if (address === undefined) return undefined
  if (!address.startsWith('data:')) return { address }
  const comma = address.indexOf(',')
  const data = address.slice(comma + 1)
  if (comma < 0) return undefined
  if (/;base64$/i.test(address.slice(0, comma))) return { text: Buffer.from(data, 'base64').toString() }
  try {
    return { text: decodeURIComponent(data) }
  } catch {
    return undefined
  }
}
