import { parsed } from './values.js'

/** No report nests deeper; values that do would end the stack of whoever walks them. */
export const deepest = 512

/** What the beginning of a text holds. */
export interface Prefix {
  readonly value: unknown
  /** True where the value is whole, and something else follows. */
  readonly isWhole: boolean
  /** Where the value ends in the text. */
  readonly end: number
}

/**
 * The value that the beginning of a JSON document holds, where the document is cut off or broken: everything up to
 * the last whole member. Undefined where nothing of it is JSON. Linear: one pass and one parse.
 */
export function prefixOf(text: string): Prefix | undefined {
  const open: string[] = []
  let last = 0
  let depthThen = 0
  scan(text, (depth, at, character) => {
    if (character === '{' || character === '[') {
      open.length = Math.max(0, depth - 1)
      open.push(character)
    } else {
      last = character === ',' ? at : at + 1
      depthThen = depth
    }
    return depth > 0 && depth <= deepest
  })
  // Only brackets opened since the last place have been added: the ones before are still those.
  const value = parsed(text.slice(0, last) + closing(open.slice(0, depthThen)))
  return value === undefined ? undefined : { value, isWhole: depthThen === 0, end: last }
}

/** True where brackets nest deeper than any report's; strings are passed over. */
export function isTooDeep(text: string): boolean {
  let isDeep = false
  scan(text, (depth) => {
    isDeep ||= depth > deepest
    return !isDeep
  })
  return isDeep
}

function closing(open: readonly string[]): string {
  return open
    .map((character) => (character === '{' ? '}' : ']'))
    .reverse()
    .join('')
}

/** Calls back at every bracket and comma outside of strings; ends with the text, or when told to. */
function scan(text: string, visit: (depth: number, at: number, character: string) => boolean): void {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, at + 1)
      if (at < 0) return
      continue
    }
    const isOpening = code === 0x7b || code === 0x5b
    const isClosing = code === 0x7d || code === 0x5d
    if (!isOpening && !isClosing && code !== comma) continue
    if (isOpening) depth++
    else if (isClosing) depth--
    if (!visit(depth, at, text[at] ?? '')) return
  }
}

const quote = 0x22
const comma = 0x2c

function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0
    while (text[at - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return at
  }
  return -1
}
