/** Parameters where the path fits the segments, else undefined. */
export function match(segments, path) {
  const parts = partsOf(path)
  const params = {}
  for (const [index, segment] of segments.entries()) {
    const part = parts[index]
    if (part === undefined) return undefined
    if (segment.kind === 'rest') {
      params[segment.name] = parts.slice(index).join('/')
      return params
    }
    if (segment.kind === 'one') params[segment.name] = part
    else if (segment.text !== part) return undefined
  }
  return parts.length === segments.length ? params : undefined
}

function partsOf(path) {
  const plain = decodeURIComponent(path.split('?', 1)[0])
  return plain.split('/').filter((part) => part !== '')
}
