import type { CulpritFile, RepoPath } from '../../domain.js'
import { type LineChange, lineChanges, lineMap, linesOf } from '../../line-changes.js'

/** A part of the culprit's change as it stands in today's text: `count` lines at `at` give way to `old`. */
export interface Part {
  readonly file: CulpritFile
  /** 0-based line of today's text. */
  readonly at: number
  readonly count: number
  readonly old: readonly string[]
}

/** What can be taken back: changes that nobody has changed since, in files that are still there. */
export function partsOf(files: readonly CulpritFile[]): readonly Part[] {
  return files.flatMap((file) => {
    const { before, after, now } = file
    if (before === undefined || after === undefined || now === undefined) return []
    const map = lineMap(linesOf(after), linesOf(now))
    return lineChanges(linesOf(before), linesOf(after)).flatMap((change) => {
      const at = placeOf(change, map)
      return at === undefined ? [] : [{ file, at, count: change.added.length, old: change.removed }]
    })
  })
}

/** Where the added lines are now; for what only takes lines away, between the neighbours that it left behind. */
function placeOf({ to, added }: LineChange, map: ReadonlyMap<number, number>): number | undefined {
  if (added.length === 0) {
    const [above, below] = [map.get(to - 1), map.get(to)]
    if (below !== undefined) return below
    return above === undefined ? undefined : above + 1
  }
  const first = map.get(to)
  const isWhole = added.every((_, index) => first !== undefined && map.get(to + index) === first + index)
  return isWhole ? first : undefined
}

/** The same change in smaller steps: lines that stand for each other, or else single lines. */
export function finer(part: Part): readonly Part[] {
  const { at, count, old } = part
  if (count === old.length) return old.map((line, index) => ({ ...part, at: at + index, count: 1, old: [line] }))
  if (count === 0) return old.map((line) => ({ ...part, old: [line] }))
  if (old.length === 0) return Array.from({ length: count }, (_, index) => ({ ...part, at: at + index, count: 1 }))
  // Added and removed lines that do not pair: each side can be taken back alone.
  return [
    { ...part, count: 0 },
    { ...part, old: [] },
  ]
}

/** How many lines the part changes, counted as a diff counts them. */
export function sizeOf({ count, old }: Part): number {
  return count + old.length
}

/** Today's texts with these parts taken back. */
export function without(
  parts: readonly Part[],
): ReadonlyMap<RepoPath, { readonly now: string; readonly text: string }> {
  const byFile = new Map<CulpritFile, Part[]>()
  for (const part of parts) byFile.set(part.file, [...(byFile.get(part.file) ?? []), part])
  const texts = new Map<RepoPath, { now: string; text: string }>()
  for (const [file, own] of byFile) {
    const now = file.now ?? ''
    texts.set(file.path, { now, text: rebuilt(linesOf(now), own) })
  }
  return texts
}

function rebuilt(lines: readonly string[], parts: readonly Part[]): string {
  const gone = new Set(parts.flatMap(({ at, count }) => Array.from({ length: count }, (_, index) => at + index)))
  const result: string[] = []
  for (let line = 0; line <= lines.length; line++) {
    for (const part of parts) if (part.at === line) result.push(...part.old)
    const text = lines[line]
    if (text !== undefined && !gone.has(line)) result.push(text)
  }
  return result.join('\n')
}
