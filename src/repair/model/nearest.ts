/** A window of a file: its text, and its first line's number. */
export interface Nearest {
  readonly text: string
  readonly firstLine: number
  /** How many of the searched lines it has, blanks aside. */
  readonly same: number
}

/** Bounds the work: windows times lines stays under two million comparisons. */
const mostFileLines = 20_000
const mostSearchLines = 80

/** The part of a file that is most like a text that was searched for in vain; blanks at line ends and indentation do not count. */
export function nearestText(file: string, search: string): Nearest | undefined {
  const lines = file.split(/\r?\n/, mostFileLines)
  const wanted = search.split('\n').slice(0, mostSearchLines).map(bare)
  const bareLines = lines.map(bare)
  let best: { readonly at: number; readonly score: number; readonly same: number } | undefined
  for (let at = 0; at < lines.length; at++) {
    const score = scoreAt(bareLines, wanted, at)
    if (score.score > (best?.score ?? 0)) best = { at, ...score }
  }
  if (best === undefined) return undefined
  const text = lines.slice(best.at, best.at + wanted.length).join('\n')
  return { text, firstLine: best.at + 1, same: best.same }
}

function scoreAt(lines: readonly string[], wanted: readonly string[], at: number): { score: number; same: number } {
  // Likeness is costly to tell, so only the first line that says something is compared by its words.
  const anchor = wanted.findIndex((want) => want.length > 2)
  let score = 0
  let same = 0
  for (const [offset, want] of wanted.entries()) {
    const line = lines[at + offset]
    if (line === undefined || want === '') continue
    if (line === want) {
      // A longer line is a surer sign than a closing brace.
      score += 2 + Math.min(want.length, 40) / 10
      same++
    } else if (offset === anchor && sharesWords(line, want)) score += 1
  }
  return { score, same }
}

function sharesWords(one: string, other: string): boolean {
  const words = one.slice(0, 200).match(/\w{3,}/g) ?? []
  if (words.length === 0) return false
  const rest = new Set(other.slice(0, 200).match(/\w{3,}/g) ?? [])
  return words.filter((word) => rest.has(word)).length * 2 > Math.max(words.length, rest.size)
}

function bare(line: string): string {
  return line.slice(0, 1000).trim().replace(/\s+/g, ' ')
}
