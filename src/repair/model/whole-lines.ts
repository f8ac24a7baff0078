import type { Edit, Source } from '../../domain.js'

/**
 * SEARCH blocks name whole lines, an edit names a piece of text: `x = 1` as a line may be there once, and be a part of
 * other lines too. Where only the whole lines are unique, the edit takes the line breaks around them in. Nothing is
 * guessed: a text that is not unique as lines either stays as it is, and does not fit.
 */
export function asWholeLines(edit: Edit, sources: readonly Source[]): Edit {
  const source = sources.find(({ path }) => path === edit.path)
  if (source === undefined || edit.search === '' || edit.search.endsWith('\n')) return edit
  const text = source.text.replaceAll('\r\n', '\n')
  if (occurrences(text, edit.search) < 2 || occurrences(`\n${text}\n`, `\n${edit.search}\n`) !== 1) return edit
  // As few breaks as needed: edits of neighbouring lines must not overlap.
  for (const [before, after] of [
    ['', '\n'],
    ['\n', ''],
    ['\n', '\n'],
  ] as const) {
    const search = `${before}${edit.search}${after}`
    if (occurrences(text, search) === 1 && coversLines(text, text.indexOf(search) + before.length, edit.search.length))
      return { ...edit, search, replace: `${before}${edit.replace}${after}` }
  }
  return edit
}

function coversLines(text: string, start: number, length: number): boolean {
  const end = start + length
  return (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n')
}

function occurrences(text: string, part: string): number {
  let count = 0
  // More than two are as good as two; overlapping ones count, since the place would be unclear all the same.
  for (let at = text.indexOf(part); at >= 0 && count < 2; at = text.indexOf(part, at + 1)) count++
  return count
}
