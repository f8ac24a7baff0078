import type { Candidate, Edit, Evidence, Failure, Repairer, Trial } from '../../domain.js'
import type { ParsedFile } from '../../syntax/file.js'
import type { Syntax } from '../../syntax/open.js'
import { isTestFile } from '../../test-file.js'
import { applyChanges, toEdits } from '../code/edits.js'
import { misspellingOf } from '../code/misspelling.js'
import { noneOf } from '../code/none.js'
import { nothingOf } from '../code/nothing.js'
import type { Change, Proposal, Rule, Site } from '../code/site.js'
import { readCode, sitesOf } from '../code/sites.js'
import { staysValid } from '../code/valid.js'
import { projectCandidates } from '../project/candidates.js'
import type { ProjectSite } from '../project/project-rule.js'
import { rules } from './all.js'
import { missingKeyOf } from './missing-key.js'

/** Each trial costs a test run: what is not among these was not likely. */
const mostCandidates = 120
/** No rule may drown the others in variants of one idea. */
const mostOfOneRule = 40

/** Less than one step of likelihood: what people merged decides between equals, and never over the message. */
const standingWeight = 0.5

/** What a guess costs where the message says what is wrong. */
const guessCost = 2.5

interface Ranked extends Proposal {
  readonly rule: Rule
  readonly site: Site
  readonly total: number
}

/**
 * Repairs that need no model: what the project itself can mend, then every rule at every site, the likeliest first whatever rule it comes from.
 *
 * @param standing what people think of a rule's earlier repairs, from -1 (never wanted) to 1
 */
export function createRulesRepairer(
  syntax: Syntax,
  site?: ProjectSite,
  standing: (rule: string) => number = () => 0,
): Repairer {
  return {
    strategy: 'rules',
    async *propose(evidence, trials) {
      if (site !== undefined) yield* projectCandidates(site)
      const seen = new Set<string>()
      const given = new Map<Rule, number>()
      let left = mostCandidates
      for (const ranked of await rankedProposals(evidence, syntax, standing)) {
        const candidate =
          left > 0 && (given.get(ranked.rule) ?? 0) < mostOfOneRule
            ? await candidateOf(ranked, seen, syntax)
            : undefined
        if (candidate === undefined || wasTried(candidate, trials)) continue
        given.set(ranked.rule, (given.get(ranked.rule) ?? 0) + 1)
        left--
        yield candidate
      }
    },
  }
}

async function rankedProposals(
  evidence: Evidence,
  syntax: Syntax,
  standing: (rule: string) => number,
): Promise<readonly Ranked[]> {
  const told = { ...evidence, failure: withOutput(evidence) }
  const code = await readCode(told, syntax)
  const found: Ranked[] = []
  const applying = rules.filter((rule) => rule.applies(told.failure))
  const isTold = saysWhy(told.failure)
  for (const site of sitesOf(told, code)) {
    for (const rule of applying) {
      if (!rule.languages.includes(site.file.language)) continue
      for (const proposal of rule.candidates(site)) {
        // Each step away from the failure costs as much as a step from a likely to a less likely repair.
        found.push({
          ...proposal,
          rule,
          site,
          total:
            proposal.cost +
            farness(site) +
            (isTold && rule.isGuess === true ? guessCost : 0) -
            standingWeight * standing(rule.name),
        })
      }
    }
  }
  // Array.prototype.sort is stable: at equal cost the order of sites, then of rules/all.ts, decides.
  return found.sort((a, b) => a.total - b.total)
}

/** A report may say no more than that a file failed: then the run's output has the error. */
function withOutput({ failure, output }: Evidence): Failure {
  if (failure.exception !== undefined || failure.frames.length > 0) return failure
  const lines = output.split('\n').filter((line) => line.length < 500 && /Error\b|Did you mean/.test(line))
  const exception = /\b([A-Z]\w{0,60}Error)\b/.exec(lines[0] ?? '')?.[1]
  const detail = `${failure.detail.slice(0, 2000)}\n${lines.slice(0, 20).join('\n')}`
  return { ...failure, detail, ...(exception === undefined || exception === 'AssertionError' ? {} : { exception }) }
}

function saysWhy(failure: Failure): boolean {
  return [misspellingOf, nothingOf, noneOf, missingKeyOf].some((read) => read(failure) !== undefined)
}

function farness(site: Site): number {
  // Where frames point, the rest of the suspects' code is second best.
  return Math.min(6, site.distance * 0.6) + (site.hasFrames && site.line === undefined ? 1.2 : 0)
}

/** Undefined where the change says nothing new, breaks the syntax, or touches a test. */
async function candidateOf(ranked: Ranked, seen: Set<string>, syntax: Syntax): Promise<Candidate | undefined> {
  const edits: Edit[] = []
  const results: string[] = []
  for (const [file, changes] of byFile(ranked)) {
    const after = applyChanges(file.text, changes)
    if (isTestFile(file.path) || after === file.text) return undefined
    results.push(`${file.path}\n${after}`)
    edits.push(...toEdits(file.path, file.text, changes))
  }
  const key = results.join('\n')
  if (edits.length === 0 || seen.has(key) || !(await allValid(ranked, syntax))) return undefined
  seen.add(key)
  const { rule, explanation } = ranked
  return { strategy: 'rules', by: rule.name, edits, explanation, tokens: 0, cost: 0 }
}

async function allValid(ranked: Ranked, syntax: Syntax): Promise<boolean> {
  for (const [file, changes] of byFile(ranked)) if (!(await staysValid(file, changes, syntax))) return false
  return true
}

function byFile(ranked: Ranked): ReadonlyMap<ParsedFile, readonly Change[]> {
  const groups = new Map<ParsedFile, Change[]>()
  for (const change of ranked.changes) {
    const file = change.file ?? ranked.site.file
    const group = groups.get(file) ?? []
    group.push(change)
    groups.set(file, group)
  }
  return groups
}

function wasTried(candidate: Candidate, trials: readonly Trial[]): boolean {
  const edits = JSON.stringify(candidate.edits)
  return trials.some((trial) => trial.candidate.by === candidate.by && JSON.stringify(trial.candidate.edits) === edits)
}
