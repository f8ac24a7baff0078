import type { Evidence, VerdictName } from '../../domain.js'
import type { Syntax } from '../../syntax/open.js'
import { type Home, homeOf } from './home.js'
import type { Form } from './language/form.js'
import { unspeakable } from './language/table.js'
import { type Operator, spotOf } from './operator.js'
import { operators } from './operators/all.js'
import { pairs } from './pairs.js'
import type { Proposed } from './proposed.js'
import { openQueue } from './queue.js'
import { gainsFor, placeCost } from './ranking.js'
import { type Region, regionsOf } from './regions.js'
import type { Term } from './term.js'

/** An operator at a term, not asked yet. */
interface Source {
  readonly operator: Operator
  readonly term: Term
  readonly home: Home
  readonly region: Region
  readonly place: number
}

type Entry = { readonly source: Source } | { readonly proposed: Proposed }

export interface Space {
  /** The likeliest edit that was not given yet; undefined when there are no more. */
  next(): Proposed | undefined
  /** Takes note of what became of the last one. */
  learn(proposed: Proposed, verdict: VerdictName | undefined): void
}

/** At about 300 bytes an entry, far under what a runner has; what is forgotten is dearer than any budget reaches. */
const mostWaiting = 120_000
/** What mends the failure and breaks something else is nearly right: the lines around it come next. */
const nearlyRight = 0.8

export async function createSpace(evidence: Evidence, syntax: Syntax): Promise<Space> {
  const queue = openQueue<Entry>(mostWaiting)
  const gains = gainsFor(evidence.failure)
  const gainOf = new Map(operators.map((operator) => [operator, gains(operator)]))
  for (const source of sourcesOf(await regionsOf(evidence, syntax), evidence))
    queue.push(source.operator.least - (gainOf.get(source.operator) ?? 0) + source.place, { source })
  const found = pairs()
  const isTested = evidence.failure.test !== undefined

  function ask({ operator, term, home, region, place }: Source): void {
    const spot = spotOf(home, term, isTested)
    const base = place - (gainOf.get(operator) ?? 0)
    for (const { changes, cost } of operator.variants(spot)) {
      if (changes.some((change) => change.text.includes(unspeakable))) continue
      const proposed = {
        operators: [operator],
        file: region.file,
        changes,
        line: term.line,
        region: region.term,
        cost: cost + base,
      }
      queue.push(cost + base, { proposed })
    }
  }

  return {
    next() {
      for (let first = queue.pop(); first !== undefined; first = queue.pop()) {
        if ('proposed' in first.item) return first.item.proposed
        ask(first.item.source)
      }
      return undefined
    },
    learn(proposed, verdict) {
      for (const pair of found.with(proposed)) queue.push(pair.cost, { proposed: pair })
      if (verdict !== 'broke-others') return
      queue.reprice(({ cost, item }) => cost - (lineOf(item) === proposed.line ? nearlyRight : 0))
    },
  }
}

function lineOf(entry: Entry): number {
  return 'source' in entry ? entry.source.term.line : entry.proposed.line
}

function* sourcesOf(regions: readonly Region[], evidence: Evidence): Generator<Source> {
  const byForm = new Map<Form, Operator[]>()
  for (const operator of operators)
    for (const form of operator.forms) byForm.set(form, [...(byForm.get(form) ?? []), operator])
  for (const region of regions) {
    const home = homeOf(region.file, region.term)
    for (const term of region.terms) {
      const place = placeCost(region, term, evidence.failure)
      for (const operator of byForm.get(term.form) ?? []) yield { operator, term, home, region, place }
    }
  }
}
