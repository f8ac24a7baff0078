import type { Candidate, Edit } from '../../domain.js'
import { lineChanges, linesOf } from '../../line-changes.js'
import { toEdits } from '../code/edits.js'
import type { Change } from '../code/site.js'
import { projectRules } from './all.js'
import type { ProjectProposal, ProjectRule, ProjectSite } from './project-rule.js'

/** Each costs a run of the check; what a rule does not know after these it guesses. */
const mostOfOneRule = 12

/** What the rules of the project propose, each text once. */
export async function* projectCandidates(
  site: ProjectSite,
  rules: readonly ProjectRule[] = projectRules,
): AsyncIterable<Candidate> {
  const seen = new Set<string>()
  for (const rule of rules) {
    let given = 0
    for await (const proposal of rule.propose(site)) {
      const edits = await editsOf(proposal, site)
      const key = JSON.stringify(edits)
      if (edits.length === 0 || seen.has(key)) continue
      seen.add(key)
      yield { strategy: 'rules', by: rule.name, edits, explanation: proposal.explanation, tokens: 0, cost: 0 }
      if (++given >= mostOfOneRule) break
    }
  }
}

async function editsOf({ texts }: ProjectProposal, site: ProjectSite): Promise<readonly Edit[]> {
  const edits: Edit[] = []
  for (const [path, after] of texts) {
    const before = await site.read(path)
    if (before === undefined || before === after || before === '') continue
    edits.push(...toEdits(path, before, changesBetween(before, after)))
  }
  return edits
}

/** The lines that differ, as changes of characters. */
export function changesBetween(before: string, after: string): readonly Change[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const starts = [0]
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length + 1)
  return lineChanges(old, now).map(({ from, removed, added }) => {
    const end = from + removed.length
    const start = starts[from] ?? before.length
    if (end < old.length)
      return { start, end: starts[end] ?? before.length, text: added.map((line) => `${line}\n`).join('') }
    // The last line has no line end of its own: that of the line before goes or comes with it.
    const isCut = from > 0
    return {
      start: isCut ? start - 1 : 0,
      end: before.length,
      text: added.map((line, index) => (isCut || index > 0 ? `\n${line}` : line)).join(''),
    }
  })
}
