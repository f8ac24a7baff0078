import type { Candidate, Repairer, Trial } from '../../domain.js'
import type { Syntax } from '../../syntax/open.js'
import { toEdits } from '../code/edits.js'
import type { Proposed } from './proposed.js'
import { createScreen } from './screen.js'
import { sentenceOf } from './sentence.js'
import { createSpace } from './space.js'

/** Repairs found by trying small edits of suspicious code, the likeliest first, until one passes. */
export function createSearchRepairer(syntax: Syntax): Repairer {
  return {
    strategy: 'search',
    async *propose(evidence, trials) {
      const space = await createSpace(evidence, syntax)
      const screen = createScreen(syntax)
      const tried = new Set(trials.map((trial) => JSON.stringify(trial.candidate.edits)))
      for (let next = space.next(); next !== undefined; next = space.next()) {
        if (!(await screen.lets(next))) continue
        const candidate = candidateOf(next)
        if (tried.has(JSON.stringify(candidate.edits))) continue
        yield candidate
        space.learn(next, verdictOf(candidate, trials))
      }
    },
  }
}

function candidateOf(proposed: Proposed): Candidate {
  const { parsed } = proposed.file
  return {
    strategy: 'search',
    by: proposed.operators.map((operator) => operator.name).join('&'),
    edits: toEdits(parsed.path, parsed.text, proposed.changes),
    explanation: sentenceOf(proposed),
    tokens: 0,
    cost: 0,
  }
}

function verdictOf(candidate: Candidate, trials: readonly Trial[]): Trial['verdict']['verdict'] | undefined {
  const last = trials.at(-1)
  return last?.candidate === candidate ? last.verdict.verdict : undefined
}
