/** A pattern's segments, as data. */
export function compile(pattern) {
  if (!pattern.startsWith('/')) throw new TypeError(`pattern must start with a slash: ${pattern}`)
  const parts = pattern === '/' ? [] : pattern.slice(1).split('/')
  return parts.map((part, index) => {
    if (part.startsWith(':')) return { kind: 'one', name: nameOf(part, pattern) }
    if (!part.startsWith('*')) return { kind: 'literal', text: part }
    if (index < parts.length - 1) throw new TypeError(`* must come last: ${pattern}`)
    return { kind: 'rest', name: nameOf(part, pattern) }
  })
}

function nameOf(part, pattern) {
  if (!/^.[a-z]\w*$/i.test(part)) throw new TypeError(`bad name ${part} in ${pattern}`)
  return part.slice(1)
}
