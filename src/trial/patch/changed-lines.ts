import type { PatchFile } from '../../domain.js'

/**
 * Lines that a file's change adds and removes, by common prefix and suffix and then by count: enough to know what is
 * new and how large it is. It may call a moved line unchanged, never an added line old.
 */
export function changedLines(file: PatchFile): {
  readonly added: readonly string[]
  readonly removed: readonly string[]
} {
  const before = file.before === undefined ? [] : lines(file.before)
  const after = lines(file.after)
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const removed = before.slice(start, before.length - end)
  const added = after.slice(start, after.length - end)
  return { added: without(added, removed), removed: without(removed, added) }
}

function lines(text: string): string[] {
  const parts = text.split(/\r\n|\n|\r/)
  if (parts.at(-1) === '') parts.pop()
  return parts
}

function without(from: readonly string[], taken: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of taken) left.set(line, (left.get(line) ?? 0) + 1)
  return from.filter((line) => {
    const count = left.get(line) ?? 0
    if (count > 0) left.set(line, count - 1)
    return count === 0
  })
}
