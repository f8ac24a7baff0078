/**
 * JSON as this room reads it: objects become maps (so `__proto__` is a key like any other), a key that is there twice
 * is an error, and depth is limited. `JSON.parse` would let the last of two keys win without a word.
 */
export type Json = string | number | boolean | null | readonly Json[] | ReadonlyMap<string, Json>

export type JsonResult =
  | { readonly kind: 'value'; readonly value: Json; readonly end: number }
  | { readonly kind: 'error'; readonly why: string }

/** An answer nests three deep: object, list, edit. */
const deepest = 6

class Malformed extends Error {}

/** Reads one value from `start` on; `end` is where it stops, whatever follows. */
export function readJson(text: string, start: number): JsonResult {
  try {
    const { value, end } = valueAt(text, blankEnd(text, start), 0)
    return { kind: 'value', value, end }
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'error', why: error.message }
    throw error
  }
}

interface Read {
  readonly value: Json
  readonly end: number
}

function valueAt(text: string, at: number, depth: number): Read {
  if (depth > deepest) throw new Malformed(`JSON is nested deeper than ${deepest} levels`)
  const first = text[at]
  if (first === '{') return objectAt(text, at, depth)
  if (first === '[') return listAt(text, at, depth)
  if (first === '"') return stringAt(text, at)
  return scalarAt(text, at)
}

function objectAt(text: string, start: number, depth: number): Read {
  const value = new Map<string, Json>()
  let at = blankEnd(text, start + 1)
  if (text[at] === '}') return { value, end: at + 1 }
  for (;;) {
    const key = stringAt(text, at)
    if (value.has(key.value)) throw new Malformed('JSON object has a key twice')
    at = blankEnd(text, key.end)
    if (text[at] !== ':') throw new Malformed('JSON key without a colon')
    const item = valueAt(text, blankEnd(text, at + 1), depth + 1)
    value.set(key.value, item.value)
    at = blankEnd(text, item.end)
    if (text[at] === '}') return { value, end: at + 1 }
    if (text[at] !== ',') throw new Malformed('JSON object is not closed')
    at = blankEnd(text, at + 1)
  }
}

function listAt(text: string, start: number, depth: number): Read {
  const value: Json[] = []
  let at = blankEnd(text, start + 1)
  if (text[at] === ']') return { value, end: at + 1 }
  for (;;) {
    const item = valueAt(text, at, depth + 1)
    value.push(item.value)
    at = blankEnd(text, item.end)
    if (text[at] === ']') return { value, end: at + 1 }
    if (text[at] !== ',') throw new Malformed('JSON list is not closed')
    at = blankEnd(text, at + 1)
  }
}

function stringAt(text: string, start: number): { readonly value: string; readonly end: number } {
  if (text[start] !== '"') throw new Malformed('JSON key or string expected')
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  if (at >= text.length) throw new Malformed('JSON string is not closed')
  try {
    const value: unknown = JSON.parse(text.slice(start, at + 1))
    if (typeof value === 'string') return { value, end: at + 1 }
  } catch {
    // Said below: JSON.parse's own message quotes the text.
  }
  throw new Malformed('JSON string with a raw line break or a bad escape')
}

function scalarAt(text: string, start: number): Read {
  // No number of an answer is longer; a window keeps the expression's cost fixed.
  const match = /^(?:true|false|null|-?(?:0|[1-9]\d{0,15})(?:\.\d{1,20})?(?:[eE][+-]?\d{1,3})?)(?![\w.])/.exec(
    text.slice(start, start + 48),
  )
  if (match === null) throw new Malformed('JSON value expected')
  const value: unknown = JSON.parse(match[0])
  return { value: typeof value === 'number' || typeof value === 'boolean' ? value : null, end: start + match[0].length }
}

function blankEnd(text: string, start: number): number {
  let at = start
  while (at < text.length && (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r')) at++
  return at
}
