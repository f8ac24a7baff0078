import type { Sink } from '../reader.js'
import { isObject } from './values.js'

/**
 * What a format says about the types in its documents: `'text'`, `'number'`, `'list'`, `'object'` or several of them
 * (`'text|list'`); the words that a text may be; the shape of all elements of a list, or of the fields of an object.
 * A field whose name ends in `?` may be absent or null. A function stands for a shape that holds itself.
 */
export type Shape = string | RegExp | readonly [Shape] | { readonly [field: string]: Shape } | (() => Shape)

/** One is enough to know that a document is not what it seems; some more tell whether it is one slip or none at all. */
const mostTold = 5

/**
 * Holds a document against its format's shape. What has the wrong type is passed over by the readers: with this it is
 * named by its path, and the artifact counts as incomplete, so that it never ends as "no failures".
 *
 * @param base the document's own path, where it is part of another
 */
export function checkShape(document: unknown, shape: Shape, sink: Sink, base = ''): void {
  let told = 0
  const tell = (path: string, wrong: string): void => {
    if (told++ < mostTold) sink.incomplete(`${path === '' ? 'the document' : path} ${wrong} in ${sink.source}`)
  }
  const check = (value: unknown, expected: Shape, path: string): void => {
    if (told >= mostTold) return
    if (typeof expected === 'function') check(value, expected(), path)
    else if (typeof expected === 'string') {
      if (!expected.split('|').includes(kindOf(value)))
        tell(path, `is ${kindOf(value)}, not ${expected.replaceAll('|', ' or ')},`)
    } else if (expected instanceof RegExp) checkWord(value, expected, path, tell)
    else if (isList(expected)) {
      if (!Array.isArray(value)) tell(path, `is ${kindOf(value)}, not list,`)
      else for (const [index, one] of value.entries()) check(one, expected[0], `${path}[${index}]`)
    } else if (!isObject(value)) tell(path, `is ${kindOf(value)}, not object,`)
    else checkFields(value, expected, path, check)
  }
  check(document, shape, base)
}

type Check = (value: unknown, expected: Shape, path: string) => void

function checkFields(
  value: Readonly<Record<string, unknown>>,
  fields: { readonly [field: string]: Shape },
  path: string,
  check: Check,
): void {
  for (const [key, expected] of Object.entries(fields)) {
    const isOptional = key.endsWith('?')
    const name = isOptional ? key.slice(0, -1) : key
    const own = Object.hasOwn(value, name) ? value[name] : undefined
    if (isOptional && (own === undefined || own === null)) continue
    check(own, expected, path === '' ? name : `${path}.${name}`)
  }
}

function checkWord(value: unknown, words: RegExp, path: string, tell: (path: string, wrong: string) => void): void {
  if (typeof value !== 'string') tell(path, `is ${kindOf(value)}, not text,`)
  else if (!words.test(value.slice(0, 200)))
    tell(path, `is ${JSON.stringify(value.slice(0, 40))}, which I do not know,`)
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'absent'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value
}
