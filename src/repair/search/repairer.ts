import type { Candidate, Repairer } from '../../domain.js'
import type { Syntax } from '../../syntax/open.js'
import { toEdits } from '../code/edits.js'
import { withImports } from './imports.js'
import type { Proposed } from './proposed.js'
import { createScreen } from './screen.js'
import { sentenceOf } from './sentence.js'
import { createSpace } from './space.js'

/** Candidates may be asked for ahead of the verdicts on those before; what has none by then was not tried. */
const mostAhead = 16

/** Repairs found by trying small edits of suspicious code, the likeliest first, until one passes. */
export function createSearchRepairer(syntax: Syntax): Repairer {
  return {
    strategy: 'search',
    async *propose(evidence, trials) {
      const space = await createSpace(evidence, syntax)
      const screen = createScreen(syntax)
      const waiting: { readonly proposed: Proposed; readonly candidate: Candidate }[] = []
      const tried = new Set(trials.map((trial) => JSON.stringify(trial.candidate.edits)))
      const learn = (): void => {
        const verdicts = new Map(trials.slice(-waiting.length).map((trial) => [trial.candidate, trial.verdict.verdict]))
        const known = waiting.findLastIndex(({ candidate }) => verdicts.has(candidate))
        const settled = Math.max(known + 1, waiting.length - mostAhead)
        for (const each of waiting.splice(0, settled)) space.learn(each.proposed, verdicts.get(each.candidate))
      }
      for (let next = space.next(); next !== undefined; next = space.next()) {
        if (!(await screen.lets(next))) continue
        const candidate = candidateOf(next)
        if (tried.has(JSON.stringify(candidate.edits))) continue
        yield candidate
        waiting.push({ proposed: next, candidate })
        learn()
      }
    },
  }
}

function candidateOf(proposed: Proposed): Candidate {
  const { parsed } = proposed.file
  return {
    strategy: 'search',
    by: proposed.operators.map((operator) => operator.name).join('&'),
    edits: toEdits(parsed.path, parsed.text, withImports(proposed.file, proposed.changes)),
    explanation: sentenceOf(proposed),
    tokens: 0,
    cost: 0,
  }
}
