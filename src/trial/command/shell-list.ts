/** A shell text as the commands that it starts and what stands between them: as much as decides about its exit code. */

type Separator = ';' | '&' | '&&' | '||' | '|'

interface Part {
  readonly text: string
  /** What stands after it; the last part ends with `;`. */
  readonly then: Separator
}

/** Whether a simple command's exit code may tell of a failure. */
type CanFail = (command: string) => boolean

/** Longer scripts are programs of their own: they are taken for what they say. */
const longest = 20_000
const deepest = 8

/**
 * Whether the exit code of a shell text can be other than 0, as far as its commands can fail. Conditions and loops, which
 * only a shell understands, count as such that can.
 */
export function listCanFail(text: string, canFail: CanFail, depth = deepest): boolean {
  if (text.length > longest || depth === 0) return true
  if (/(?:^|[;&|\n({])[ \t]*(?:if|for|while|until|case|function|select)\s/.test(text)) return true
  const isPiped = text.includes('pipefail')
  const endsEarly = /(?:^|[;\n]|&&)\s*set\s+(?:-[a-z]*e|-o\s+errexit)/.test(text)
  const results: boolean[] = []
  let result: boolean | undefined
  let before: Separator = '&&'
  let pipe: boolean[] = []
  for (const part of partsOf(text)) {
    pipe.push(commandCanFail(part.text, canFail, depth))
    if (part.then === '|') continue
    const own = isPiped ? pipe.some((each) => each) : pipe.at(-1) === true
    pipe = []
    // After `a || b`, only both failing fails; after `a && b` one is enough.
    result = result === undefined ? own : before === '||' ? result && own : result || own
    before = part.then
    if (part.then === '&&' || part.then === '||') continue
    // What runs in the background is waited for by nobody.
    results.push(part.then !== '&' && result)
    result = undefined
  }
  return endsEarly ? results.some((each) => each) : results.at(-1) === true
}

/** The simple commands of a shell text, those in groups too. */
export function commandsIn(text: string, depth = deepest): readonly string[] {
  if (text.length > longest || depth === 0) return []
  return partsOf(text).flatMap((part) => {
    const inner = groupIn(part.text)
    return inner === undefined ? [part.text] : commandsIn(inner, depth - 1)
  })
}

function commandCanFail(text: string, canFail: CanFail, depth: number): boolean {
  const inner = groupIn(text)
  return inner === undefined ? canFail(text) : listCanFail(inner, canFail, depth - 1)
}

/** What stands in `( … )`, `{ …; }` or `sh -c '…'`. */
function groupIn(text: string): string | undefined {
  const script = /^(?:\S*\/)?(?:ba|da|z)?sh\s+((?:-[a-z]+\s+|-o\s+\w+\s+)*)-([a-z]*)c\s+(?:'([^']*)'|"([^"]*)")$/.exec(
    text,
  )
  if (script !== null) {
    const strict = /-[a-z]*e/.test(`${script[1]}-${script[2]}`) ? 'set -e; ' : ''
    return `${strict}${/pipefail/.test(script[1] ?? '') ? 'set -o pipefail; ' : ''}${script[3] ?? script[4] ?? ''}`
  }
  return /^\((.*)\)$/s.exec(text)?.[1] ?? /^\{\s(.*)\}$/s.exec(text)?.[1]
}

function partsOf(text: string): readonly Part[] {
  const parts: Part[] = []
  let start = 0
  let depth = 0
  let at = 0
  const cut = (then: Separator, length: number): void => {
    const part = text.slice(start, at).trim()
    // An empty line, or a line that goes on after its separator, is no command.
    if (part !== '') parts.push({ text: part, then })
    at += length
    start = at
  }
  while (at < text.length) {
    const unit = text[at] ?? ''
    const separator = depth > 0 ? undefined : separatorAt(text, at)
    if (separator !== undefined) cut(separator.is, separator.length)
    else if (unit === '#' && /(?:^|\s)$/.test(text.slice(Math.max(0, at - 1), at))) {
      const end = text.indexOf('\n', at)
      text = text.slice(0, at) + (end === -1 ? '' : text.slice(end))
    } else {
      if (unit === '(' || unit === '{') depth += 1
      if (unit === ')' || unit === '}') depth = Math.max(0, depth - 1)
      at = after(text, at, unit)
    }
  }
  cut(';', 1)
  return parts
}

/** Index after a character, or after the quotation that it begins. */
function after(text: string, at: number, unit: string): number {
  if (unit === '\\') return at + 2
  if (unit !== "'" && unit !== '"' && unit !== '`') return at + 1
  let end = at + 1
  while (end < text.length && text[end] !== unit) end += unit !== "'" && text[end] === '\\' ? 2 : 1
  return end + 1
}

function separatorAt(text: string, at: number): { readonly is: Separator; readonly length: number } | undefined {
  const two = text.slice(at, at + 2)
  if (two === '&&' || two === '||') return { is: two, length: 2 }
  if (two === '|&') return { is: '|', length: 2 }
  const one = text[at]
  // `2>&1`, `&>` and `>|` redirect.
  if (one === '&' && (text[at - 1] === '>' || text[at + 1] === '>')) return undefined
  if (one === '|' && text[at - 1] === '>') return undefined
  if (one === '\n') return { is: ';', length: 1 }
  return one === ';' || one === '&' || one === '|' ? { is: one, length: 1 } : undefined
}
