import type { Alphabet, CharSet } from './char-set.js'

/** A regular expression without what an automaton cannot ask: it matches wherever the expression does, and maybe more. */
export type Pattern =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  /** `least` times, and then any number of times where `isOpen`. */
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly isOpen: boolean }
  | { readonly kind: 'optional'; readonly part: Pattern }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }

const nothing: Pattern = { kind: 'sequence', parts: [] }
/** Copies cost states; after so many the count tells hardly more. */
const mostCopies = 12

interface Cursor {
  readonly source: string
  readonly alphabet: Alphabet
  at: number
}

/**
 * Reads the source of a JavaScript expression without flags. Counts without an upper bound, assertions and
 * back-references become what they allow at most.
 */
export function parsePattern(source: string, alphabet: Alphabet): Pattern {
  const cursor = { source, alphabet, at: 0 }
  const pattern = choice(cursor)
  if (cursor.at < source.length) throw new SyntaxError(`unexpected ${source[cursor.at]} in ${source}`)
  return pattern
}

function choice(cursor: Cursor): Pattern {
  const options = [sequence(cursor)]
  while (cursor.source[cursor.at] === '|') {
    cursor.at++
    options.push(sequence(cursor))
  }
  return options.length === 1 ? (options[0] ?? nothing) : { kind: 'choice', options }
}

function sequence(cursor: Cursor): Pattern {
  const parts: Pattern[] = []
  while (cursor.at < cursor.source.length && !'|)'.includes(cursor.source[cursor.at] ?? '')) {
    parts.push(quantified(atom(cursor), cursor))
  }
  return { kind: 'sequence', parts }
}

function quantified(part: Pattern, cursor: Cursor): Pattern {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(cursor.source.slice(cursor.at, cursor.at + 30))
  if (found === null) return part
  cursor.at += found[0].length
  if (found[1] === '?') return { kind: 'optional', part }
  const least = found[1] === '+' ? 1 : Number(found[2] ?? 0)
  const isOpen = found[1] !== undefined || (found[3] === ',' && found[4] !== found[2])
  if (least === 0 && found[4] === '1') return { kind: 'optional', part }
  return { kind: 'repeat', part, least: Math.min(least, mostCopies), isOpen: isOpen || least > mostCopies }
}

function atom(cursor: Cursor): Pattern {
  const character = cursor.source[cursor.at++] ?? ''
  if (character === '^') return { kind: 'start' }
  if (character === '$') return { kind: 'end' }
  if (character === '.') return { kind: 'set', set: cursor.alphabet.all }
  if (character === '(') return group(cursor)
  if (character === '[') return { kind: 'set', set: characterClass(cursor) }
  if (character === '\\') return escaped(cursor)
  return { kind: 'set', set: cursor.alphabet.one(character.charCodeAt(0)) }
}

function group(cursor: Cursor): Pattern {
  const head = /^\?(?:[:=!]|<[=!]|<\w+>)/.exec(cursor.source.slice(cursor.at, cursor.at + 60))?.[0] ?? ''
  cursor.at += head.length
  const inner = choice(cursor)
  if (cursor.source[cursor.at++] !== ')') throw new SyntaxError(`unclosed group in ${cursor.source}`)
  return /^\?<?[=!]$/.test(head) ? nothing : inner
}

function escaped(cursor: Cursor): Pattern {
  const letter = cursor.source[cursor.at] ?? ''
  if (letter === 'b' || letter === 'B') {
    cursor.at++
    return nothing
  }
  if (/[1-9k]/.test(letter)) {
    cursor.at += /^k<\w+>|^\d+/.exec(cursor.source.slice(cursor.at, cursor.at + 60))?.[0].length ?? 1
    return { kind: 'repeat', part: { kind: 'set', set: cursor.alphabet.all }, least: 0, isOpen: true }
  }
  return { kind: 'set', set: escapedSet(cursor).set }
}

const controls: Readonly<Record<string, number | undefined>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 }

/** @returns also the code, where the escape stands for one character: only then it can begin or end a range */
function escapedSet(cursor: Cursor): { readonly set: CharSet; readonly code?: number } {
  const letter = cursor.source[cursor.at++] ?? ''
  const shorthand = cursor.alphabet.shorthand(letter)
  if (shorthand !== undefined) return { set: shorthand }
  const hex = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(cursor.source.slice(cursor.at - 1, cursor.at + 4))
  if (hex !== null) cursor.at += hex[0].length - 1
  const code = hex === null ? (controls[letter] ?? letter.charCodeAt(0)) : Number.parseInt(hex[1] ?? hex[2] ?? '', 16)
  return { set: cursor.alphabet.one(code), code }
}

function characterClass(cursor: Cursor): CharSet {
  const isNegated = cursor.source[cursor.at] === '^'
  if (isNegated) cursor.at++
  let set = 0n
  while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== ']') {
    const first = classMember(cursor)
    if (first.code !== undefined && cursor.source[cursor.at] === '-' && cursor.source[cursor.at + 1] !== ']') {
      cursor.at++
      const last = classMember(cursor)
      set |= cursor.alphabet.range(first.code, last.code ?? first.code) | last.set
    } else set |= first.set
  }
  cursor.at++
  return isNegated ? cursor.alphabet.complement(set) : set
}

function classMember(cursor: Cursor): { readonly set: CharSet; readonly code?: number } {
  const character = cursor.source[cursor.at++] ?? ''
  if (character === '\\') {
    if (cursor.source[cursor.at] !== 'b') return escapedSet(cursor)
    cursor.at++
    return { set: cursor.alphabet.one(8), code: 8 }
  }
  const code = character.charCodeAt(0)
  return { set: cursor.alphabet.one(code), code }
}
