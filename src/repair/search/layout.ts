/** How statements are put into a text: lines and indentation, which in Python are part of the meaning. */

/** The indentation of the line that the offset is on. */
export function indentOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? ''
}

/** The text from `start` to `end`, its further lines moved to the indentation of `to`. */
export function reindented(text: string, start: number, end: number, to: number): string {
  const from = indentOf(text, start)
  const target = indentOf(text, to)
  return text
    .slice(start, end)
    .split('\n')
    .map((line, index) => (index > 0 && line.startsWith(from) ? `${target}${line.slice(from.length)}` : line))
    .join('\n')
}

/** A statement's place with the line break before it, where it has its lines to itself. */
export function wholeLines(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lineEnd = text.indexOf('\n', end)
  const isAlone =
    text.slice(lineStart, start).trim() === '' && /^[ \t;]*$/.test(text.slice(end, lineEnd < 0 ? undefined : lineEnd))
  return isAlone && lineStart > 0 ? { start: lineStart - 1, end: lineEnd < 0 ? text.length : lineEnd } : { start, end }
}

/** One level of indentation, as the text has it. */
export function indentUnitOf(text: string): string {
  return /\n(\t| {2,8})\S/.exec(text.slice(0, 20_000))?.[1] ?? '    '
}
