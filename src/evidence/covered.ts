import type { RepoPath, Suspect } from '../domain.js'
import { languageOf } from '../syntax/language.js'
import { isTestFile } from '../test-file.js'
import { type Coverage, told } from './coverage.js'
import type { Project } from './project.js'

/** What a suspect keeps that the failing test never ran: it may still have run before the tests, or in another process. */
const notRun = 0.45
/** What the coefficient adds to a suspect, and how suspicious a function is by coverage alone. */
const perSuspicion = 0.3
/** What is left of a suspect that every passing test runs as well; frames keep all of theirs. */
const commonShare = 0.75
const coveredAlone = 0.3
/** Functions that are told by coverage alone. */
const mostCovered = 12
/** Files that are looked through for them: a test that runs more of them says little of each. */
const mostFiles = 40

/** The suspects as coverage sees them: what the failing test ran rises the fewer passing tests ran it, the rest falls. */
export async function withCoverage(
  suspects: readonly Suspect[],
  coverage: Coverage,
  project: Project,
): Promise<readonly Suspect[]> {
  const languages = new Set([...coverage.files].map(languageOf))
  const weighed: Suspect[] = []
  for (const suspect of suspects) {
    const [from, to] = await linesOf(suspect, project)
    const line = coverage.most(suspect.file, from, to)
    if (line !== undefined) {
      const kept = isFirm(suspect) ? 1 : commonShare + (1 - commonShare) * line.suspicion
      const score = suspect.score * kept + perSuspicion * line.suspicion
      weighed.push({ ...suspect, score, why: `${suspect.why}; ${told(coverage, line)}` })
    } else if (languages.has(languageOf(suspect.file)) && !isFirm(suspect)) {
      weighed.push({ ...suspect, score: suspect.score * notRun, why: `${suspect.why}; not run by the failing test` })
    } else weighed.push(suspect)
  }
  const all = [...weighed, ...(await alone(suspects, coverage, project))]
  return all.map((suspect) => ({ ...suspect, score: suspect.score / (1 + perSuspicion) }))
}

/** Frames and reports name what did run. */
function isFirm({ why }: Suspect): boolean {
  return /^(?:stack frame|named by the report)/.test(why)
}

async function linesOf({ file, line }: Suspect, project: Project): Promise<readonly [number, number]> {
  if (line === undefined) return [1, Number.MAX_SAFE_INTEGER]
  const parsed = await project.parsed(file)
  const around = parsed?.definitions.filter(({ whole }) => whole.line <= line && line <= whole.lastLine) ?? []
  const inner = around.sort((a, b) => a.whole.lastLine - a.whole.line - (b.whole.lastLine - b.whole.line))[0]
  return inner === undefined ? [line, line] : [inner.whole.line, inner.whole.lastLine]
}

/** Functions that nothing else points at. */
async function alone(suspects: readonly Suspect[], coverage: Coverage, project: Project): Promise<readonly Suspect[]> {
  const known = new Set(suspects.map(({ file, line }) => `${file}:${line ?? ''}`))
  const found: Suspect[] = []
  for (const path of [...coverage.files]
    .filter((one) => !isTestFile(one))
    .sort()
    .slice(0, mostFiles)) {
    const parsed = await project.parsed(path)
    for (const { kind, node, whole } of parsed?.definitions ?? []) {
      const line = kind === 'function' ? coverage.most(path, whole.line, whole.lastLine) : undefined
      if (line === undefined || known.has(`${path}:${node.line}`)) continue
      found.push({
        file: path as RepoPath,
        line: node.line,
        score: coveredAlone * line.suspicion,
        why: told(coverage, line),
      })
    }
  }
  return found.sort((a, b) => b.score - a.score).slice(0, mostCovered)
}
