/**
 * One question for all readers: may this line concern any of them? Alternatives that begin with `^` are tried once a
 * line; joined with the others they would be tried at every character.
 */
export function openUnion(wakes: readonly RegExp[]): (line: string) => boolean {
  const all = [...new Set(wakes.flatMap((wake) => alternatives(wake.source)))]
  const anchored = all.filter((one) => one.startsWith('^'))
  const floating = all.filter((one) => !one.startsWith('^'))
  const atStart = new RegExp(`^(?:${anchored.map((one) => one.slice(1)).join('|') || '(?!)'})`)
  const anywhere = new RegExp(floating.join('|') || '(?!)')
  return (line) => atStart.test(line) || anywhere.test(line)
}

/** The alternatives of an expression's top level. */
function alternatives(source: string): string[] {
  const parts: string[] = []
  let depth = 0
  let isClass = false
  let from = 0
  for (let at = 0; at < source.length; at++) {
    const character = source[at]
    if (character === '\\') at++
    else if (isClass) isClass = character !== ']'
    else if (character === '[') isClass = true
    else if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === '|' && depth === 0) {
      parts.push(source.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, source.slice(from)]
}
