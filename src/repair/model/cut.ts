/** The beginning of a text up to `max` characters, in whole lines where the first line fits. */
export function linesUpTo(text: string, max: number): string {
  if (text.length <= max) return text
  const end = text.lastIndexOf('\n', Math.max(0, max))
  return text.slice(0, end > 0 ? end : Math.max(0, Math.floor(max)))
}

/** Head and tail of a text: the head says what ran, the tail what went wrong, which is why it gets two thirds. */
export function headAndTail(text: string, max: number): string {
  if (text.length <= max) return text
  const head = linesUpTo(text, max / 3)
  const tailStart = text.length - Math.floor((max * 2) / 3)
  const lineStart = text.indexOf('\n', tailStart) + 1
  const tail = text.slice(lineStart > 0 && lineStart < text.length ? lineStart : tailStart)
  return `${head}\n[… ${text.length - head.length - tail.length} characters left out …]\n${tail}`
}
