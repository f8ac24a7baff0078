/** Lines `start` to `end` (0-based, exclusive) of the old text that are replaced by `lines`. */
export interface Hunk {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
  /** Where `lines` stand in the new text, 0-based. */
  readonly at: number
}

/** A table of this many cells is made in a few milliseconds; what is larger is one hunk. */
const mostCells = 1_000_000

/** The places where two texts differ, by longest common subsequence of lines. */
export function hunksOf(before: string, after: string): readonly Hunk[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < old.length && head < now.length && old[head] === now[head]) head++
  let tail = 0
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const [a, b] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)]
  if (a.length === 0 && b.length === 0) return []
  if (a.length * b.length > mostCells) return [{ start: head, end: head + a.length, lines: b, at: head }]
  return joined(a, b).map(({ start, end, lines, at }) => ({
    start: start + head,
    end: end + head,
    lines,
    at: at + head,
  }))
}

function joined(a: readonly string[], b: readonly string[]): Hunk[] {
  const lengths = table(a, b)
  const width = b.length + 1
  const found: Hunk[] = []
  let [i, j] = [0, 0]
  let open: { start: number; at: number } | undefined
  const close = (): void => {
    if (open !== undefined) found.push({ start: open.start, end: i, lines: b.slice(open.at, j), at: open.at })
    open = undefined
  }
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      close()
      i++
      j++
      continue
    }
    open ??= { start: i, at: j }
    const down = (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)
    if (j === b.length || (i < a.length && down)) i++
    else j++
  }
  close()
  return found
}

/** Cell `i, j`: how long the longest common subsequence of `a` from `i` and `b` from `j` is. */
function table(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1
  const cells = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      cells[i * width + j] =
        a[i] === b[j]
          ? (cells[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(cells[(i + 1) * width + j] ?? 0, cells[i * width + j + 1] ?? 0)
    }
  }
  return cells
}

/** The old text with these hunks, in order, and no others. */
export function withHunks(before: string, hunks: readonly Hunk[]): string {
  const lines = before.split('\n')
  for (const hunk of [...hunks].reverse()) lines.splice(hunk.start, hunk.end - hunk.start, ...hunk.lines)
  return lines.join('\n')
}
