import { editDistance } from '../../nearest.js'
import type { ParsedFile } from '../../syntax/file.js'
import { descend, type SyntaxNode, textOf } from '../../syntax/tree.js'
import type { Code } from './site.js'

export interface Near {
  readonly name: string
  /** 0 is the same but for case and underscores. */
  readonly distance: number
}

/** Further candidates than these were not meant. */
const mostNear = 6

/** The names that may have been meant, nearest first; the written one is never among them. */
export function nearNames(written: string, known: Iterable<string>): readonly Near[] {
  const found = new Map<string, number>()
  for (const name of known) {
    const distance = name === written || found.has(name) ? undefined : distanceOf(written, name)
    if (distance !== undefined) found.set(name, distance)
  }
  return [...found]
    .map(([name, distance]) => ({ name, distance }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNear)
}

function distanceOf(written: string, name: string): number | undefined {
  if (name.length < 2 && written.length > 2) return undefined
  const [from, to] = [flat(written), flat(name)]
  if (from === to) return 0
  const limit = Math.max(1, Math.floor(written.length / 3))
  const edits = editDistance(written, name, limit)
  if (edits <= limit) return edits
  if (words(written).sort().join() === words(name).sort().join()) return 1.5
  const isPart = Math.min(from.length, to.length) >= 4 && (from.includes(to) || to.includes(from))
  if (isPart) return 2.5
  const shared = words(written).filter((word) => word.length > 2 && words(name).includes(word))
  return shared.length > 0 && shared.length >= Math.max(words(written).length, words(name).length) - 1 ? 2.8 : undefined
}

function flat(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

function words(name: string): string[] {
  return name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .split(/[_-]/)
    .filter(Boolean)
}

// Every site asks for the same words: a long file is gone through once.
const counted = new WeakMap<ParsedFile, ReadonlyMap<string, number>>()

/** How often each name is written, as identifier, property or plain string, in the suspects and in the failing test. */
export function vocabulary(code: Pick<Code, 'files' | 'test'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const file of code.test === undefined ? code.files : [...code.files, code.test])
    for (const [word, count] of wordsOfFile(file)) counts.set(word, (counts.get(word) ?? 0) + count)
  return counts
}

function wordsOfFile(file: ParsedFile): ReadonlyMap<string, number> {
  const known = counted.get(file)
  if (known !== undefined) return known
  const counts = new Map<string, number>()
  for (const node of descend(file.tree.root)) {
    const word = wordAt(file, node)
    if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  counted.set(file, counts)
  return counts
}

/** The name or short string that a leaf writes. */
export function wordAt(file: ParsedFile, node: SyntaxNode): string | undefined {
  const isName = /identifier$|^shorthand_property_identifier_pattern$/.test(node.type)
  if (!isName && node.type !== 'string_fragment' && node.type !== 'string_content') return undefined
  const text = textOf(file.tree, node)
  return /^[\p{L}\p{N}_$][\p{L}\p{N}_$ -]{0,59}$/u.test(text) ? text : undefined
}

/** The source of a pattern for the name as a word of its own: `\\b` knows the letters of English alone. Needs the flag `u`. */
export function wholeWord(name: string): string {
  return `(?<![\\p{L}\\p{N}_$])${name.replace(/[$.*+?^{}()|[\]\\/]/g, '\\$&')}(?![\\p{L}\\p{N}_$])`
}

export const globals: Readonly<Record<'script' | 'python', readonly string[]>> = {
  script:
    'console Math JSON Object Array String Number Boolean Date Map Set WeakMap Promise Symbol RegExp Error TypeError RangeError parseInt parseFloat isNaN isFinite setTimeout clearTimeout setInterval undefined NaN Infinity process Buffer URL URLSearchParams structuredClone fetch globalThis Intl BigInt encodeURIComponent decodeURIComponent queueMicrotask require module exports'.split(
      ' ',
    ),
  python:
    'abs all any bool bytes callable dict divmod enumerate filter float format frozenset getattr hasattr hash int isinstance issubclass iter len list map max min next object open ord pow print property range repr reversed round set setattr sorted str sum super tuple type zip Exception ValueError TypeError KeyError IndexError AttributeError RuntimeError NotImplementedError StopIteration ZeroDivisionError None True False self cls'.split(
      ' ',
    ),
}

export const standardMembers: Readonly<Record<'script' | 'python', readonly string[]>> = {
  script:
    'length push pop shift unshift slice splice concat join reverse sort map filter forEach reduce reduceRight some every find findIndex findLast indexOf lastIndexOf includes flat flatMap fill keys values entries at toString toUpperCase toLowerCase trim trimStart trimEnd split replace replaceAll startsWith endsWith padStart padEnd charAt charCodeAt substring repeat localeCompare match matchAll test exec toFixed toPrecision then catch finally get set has delete add clear size getTime getFullYear getMonth getDate getDay getHours getMinutes getSeconds toISOString toLocaleString toLocaleDateString floor ceil round abs max min pow sqrt trunc random sign parse stringify assign freeze fromEntries from isArray isInteger isFinite isNaN hasOwn hasOwnProperty all allSettled race resolve reject log error warn info constructor prototype call apply bind message name stack now emit on once'.split(
      ' ',
    ),
  python:
    'append extend insert remove pop clear index count sort reverse copy get items keys values update setdefault popitem add discard union intersection difference upper lower strip lstrip rstrip split rsplit splitlines join replace startswith endswith find rfind format title capitalize isdigit isalpha isalnum isupper islower isnumeric encode decode zfill ljust rjust center casefold partition rpartition removeprefix removesuffix strftime strptime isoformat now today utcnow total_seconds days seconds year month day hour minute date timestamp fromisoformat read write readlines close floor ceil sqrt most_common elements popleft appendleft'.split(
      ' ',
    ),
}

export function tongue(file: ParsedFile): 'script' | 'python' {
  return file.language === 'python' ? 'python' : 'script'
}
