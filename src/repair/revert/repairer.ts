import type { Candidate, Culprit, Edit, Evidence, Repairer, Trial } from '../../domain.js'
import { lineChanges, linesOf } from '../../line-changes.js'
import { languageOf } from '../../syntax/language.js'
import type { Syntax } from '../../syntax/open.js'
import { isStillValid } from '../../syntax/validity.js'
import { toEdits } from '../code/edits.js'
import type { Change } from '../code/site.js'
import { smallest } from './delta.js'
import { finer, type Part, partsOf, sizeOf, without } from './parts.js'

/** Of a larger change single parts are as many as a run can try; the halves come first and mostly suffice. */
const mostCandidates = 80
/** Within what is left, statement by statement. */
const mostFiner = 24
/** Taken back together: beyond this the policy refuses it, and a reader too. */
const mostFineParts = 40

interface Asked {
  readonly parts: readonly Part[]
  /** Changed lines of the culprit that could be taken back. */
  readonly whole: number
  readonly culprit: Culprit
}

/** Takes back the smallest part of the culprit's change that mends the failure: hunks first, then lines in them. */
export function createRevertRepairer(syntax: Syntax): Repairer {
  return {
    strategy: 'revert',
    refines: true,
    async *propose(evidence, trials) {
      const { culprit, culpritFiles = [] } = evidence
      const parts = partsOf(culpritFiles)
      if (culprit === undefined || parts.length === 0) return
      const around = { evidence, trials, culprit, syntax, whole: linesIn(parts) }
      const hunks = yield* search(around, parts, mostCandidates)
      if (hunks === undefined || linesIn(hunks) < 2) return
      const fine = hunks.flatMap(finer)
      if (fine.length > hunks.length && fine.length <= mostFineParts) yield* search(around, fine, mostFiner)
    },
  }
}

function linesIn(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + sizeOf(part), 0)
}

interface Around {
  readonly evidence: Evidence
  readonly trials: readonly Trial[]
  readonly culprit: Culprit
  readonly syntax: Syntax
  readonly whole: number
}

/** Delta debugging with trials as the test; undefined where nothing mends. */
async function* search(
  { trials, culprit, syntax, whole }: Around,
  parts: readonly Part[],
  most: number,
): AsyncGenerator<Candidate, readonly Part[] | undefined> {
  const known = new Map<string, boolean>()
  const plan = smallest(parts)
  let left = most
  for (let step = plan.next(); ; ) {
    if (step.done === true) return step.value
    const tried = step.value
    const candidate = await candidateOf({ parts: tried, whole, culprit }, syntax)
    const key = JSON.stringify(candidate?.edits)
    let mends = candidate === undefined ? false : (known.get(key) ?? before(candidate, trials))
    if (mends === undefined && candidate !== undefined) {
      if (left-- === 0) return undefined
      yield candidate
      mends = outcomeOf(candidate, trials)
    }
    known.set(key, mends === true)
    step = plan.next(mends === true)
  }
}

/** Past trials are the only memory: what was tried is not tried again. */
function before(candidate: Candidate, trials: readonly Trial[]): boolean | undefined {
  const edits = JSON.stringify(candidate.edits)
  const same = trials.find((trial) => JSON.stringify(trial.candidate.edits) === edits)
  return same === undefined ? undefined : isMended(same, trials)
}

function outcomeOf(candidate: Candidate, trials: readonly Trial[]): boolean {
  const last = trials.at(-1)
  return last?.candidate === candidate && isMended(last, trials)
}

/** Until something heals, whatever makes the failing test pass is a step; after that only what breaks nothing else. */
function isMended({ verdict }: Trial, trials: readonly Trial[]): boolean {
  if (verdict.verdict === 'healed') return true
  const hasHealed = trials.some((trial) => trial.candidate.strategy === 'revert' && trial.verdict.verdict === 'healed')
  return !hasHealed && verdict.verdict === 'broke-others'
}

/** Undefined where the text would not change or could not be parsed any more. */
async function candidateOf({ parts, whole, culprit }: Asked, syntax: Syntax): Promise<Candidate | undefined> {
  const edits: Edit[] = []
  const texts = without(parts)
  for (const [path, { now, text }] of texts) {
    if (text === now || text === '' || !(await staysValid(path, now, text, syntax))) return undefined
    edits.push(...toEdits(path, now, changesOf(now, text)))
  }
  const commit = culprit.commit.slice(0, 7)
  const lines = linesIn(parts)
  const where = [...texts.keys()].slice(0, 3).join(', ')
  return {
    strategy: 'revert',
    by: commit,
    edits,
    explanation: `The failure began with ${commit} (${culprit.subject.slice(0, 120)}). This takes back ${lines} changed ${lines === 1 ? 'line' : 'lines'} of it in ${where}${lines < whole ? ', and leaves the rest' : ''}.`,
    tokens: 0,
    cost: 0,
  }
}

async function staysValid(path: string, now: string, text: string, syntax: Syntax): Promise<boolean> {
  const language = languageOf(path)
  if (language === undefined) return true
  return isStillValid(await syntax.parse(language, now), await syntax.parse(language, text))
}

/** Whole lines as places in the text. */
function changesOf(now: string, text: string): readonly Change[] {
  const old = linesOf(now)
  const starts = [0]
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length + 1)
  return lineChanges(old, linesOf(text)).map(({ from, removed, added }) => {
    const start = starts[from] ?? now.length
    const end = starts[from + removed.length] ?? now.length + 1
    if (end <= now.length) return { start, end, text: added.map((line) => `${line}\n`).join('') }
    // The last line has no line end of its own: the one before it goes or stays with it.
    return { start: Math.max(0, start - 1), end: now.length, text: added.map((line) => `\n${line}`).join('') }
  })
}
