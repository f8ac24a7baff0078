import type { Term } from './term.js'

/** The outermost term that spans exactly these characters. */
export function nodeAt(root: Term, { start, end }: { readonly start: number; readonly end: number }): Term | undefined {
  let term: Term | undefined = root
  while (term !== undefined && !(term.start === start && term.end === end)) {
    term = term.parts.find((one) => one.start <= start && end <= one.end)
  }
  return term
}

/** The part of the file, at its top level, that holds all these characters. */
export function topLevelAround(
  root: Term,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } {
  const held = root.parts.filter((one) => one.end >= start && one.start <= end)
  return { start: Math.min(start, ...held.map((one) => one.start)), end: Math.max(end, ...held.map((one) => one.end)) }
}
