import { bare, condense, skeleton } from './condense.js'
import { decode } from './decode.js'
import { type Variants, variantsOf } from './secret-variants.js'
import { createWindows, type Form, leakLength, type Window } from './secret-windows.js'
import type { Secret } from './secrets-from.js'
import { plainView, type View } from './view.js'

/** A place in a text, in UTF-16 units, and whose value it shows. */
export interface Range {
  readonly start: number
  readonly end: number
  readonly name: string
}

/**
 * Finds values in every form of `variantsOf`, whole or from twelve characters on, in several readings of a text: without
 * what is not seen, with escapes read, and both without quotes and in letters and digits alone. Costs time linear in the text.
 */
export function findKnown(secrets: readonly Secret[]): (text: string) => Range[] {
  if (secrets.length === 0) return () => []
  const variants = secrets.map(({ name, value }) => ({ name, forms: variantsOf(value) }))
  const formsOf = (kind: keyof Variants, least: number): Form[] =>
    variants.flatMap(({ name, forms }) => forms[kind].map((value) => ({ name, value, least })))
  const dense = createWindows(formsOf('dense', leakLength))
  const unquoted = createWindows(formsOf('bare', leakLength))
  // Two to four characters stand for one of the value: of less than twice as many nobody learns twelve.
  const letters = createWindows([...formsOf('skeleton', leakLength), ...formsOf('wide', leakLength * 2)])
  const find = (source: View, seen: View): Range[] => {
    const read = decode(source)
    const isEscaped = read.text !== seen.text
    return [
      ...rangesIn(seen, dense),
      ...(isEscaped ? rangesIn(read, dense) : []),
      ...(isEscaped ? [seen, read] : [seen]).flatMap((view) => [
        ...rangesIn(bare(view), unquoted),
        ...rangesIn(skeleton(view), letters),
      ]),
    ]
  }
  return (text) => {
    const plain = plainView(text)
    const ranges = find(plain, condense(plain))
    if (!withStrings.test(text)) return ranges
    const open = condense(plain, 'sequences')
    return [...ranges, ...find(open, open)]
  }
}

/** Titles and links of a terminal: they are part of the text as well as a gap in it. */
const withStrings = /\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F]/

function rangesIn(view: View, windows: readonly Window[]): Range[] {
  const ranges: Range[] = []
  for (const window of windows) {
    for (const { start, end, name } of window(view)) {
      ranges.push({ start: view.from(start), end: view.to(end - 1), name })
    }
  }
  return ranges
}
