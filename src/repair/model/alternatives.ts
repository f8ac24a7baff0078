import type { AnsweredEdits } from './answer-shape.js'
import { isOpening } from './blocks.js'

/** An answer that gives more than it was asked for is read to here. */
export const mostAlternatives = 3

/** The parts of an answer between lines `ALTERNATIVE`, those inside of blocks aside: they are code. */
export function partsOf(text: string): readonly string[] {
  const parts: string[][] = [[]]
  let inBlock = false
  for (const line of text.split('\n')) {
    if (isOpening(line)) inBlock = true
    else if (inBlock) inBlock = !/^>{5,9} ?REPLACE[ \t]*$/.test(line)
    else if (/^[ \t*#>`-]{0,8}ALTERNATIVE(?: [1-9])?[*`: \t-]{0,8}$/.test(line.slice(0, 64))) {
      parts.push([])
      continue
    }
    parts.at(-1)?.push(line)
  }
  return parts.map((lines) => lines.join('\n'))
}

/** Least change first: of two that pass, the smaller is the likelier fix, and the sooner read. Of equals, the first. */
export function cheapestFirst(answers: readonly AnsweredEdits[]): readonly AnsweredEdits[] {
  return answers.toSorted((a, b) => filesOf(a) - filesOf(b) || linesOf(a) - linesOf(b))
}

function filesOf({ edits }: AnsweredEdits): number {
  return new Set(edits.map(({ path }) => path)).size
}

function linesOf({ edits }: AnsweredEdits): number {
  return edits.reduce((sum, { search, replace }) => sum + changed(search.split('\n'), replace.split('\n')), 0)
}

/** Lines of either text that the other does not have. */
function changed(before: readonly string[], after: readonly string[]): number {
  const [old, now] = [new Set(before), new Set(after)]
  return before.filter((line) => !now.has(line)).length + after.filter((line) => !old.has(line)).length
}
