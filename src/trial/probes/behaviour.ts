import { type Changed, couldNotSay, type Finding, lowered, type Probe, passed, type Subject } from './probe.js'
import { watchBothSides } from './watch/both-sides.js'
import { type Observation, shown } from './watch/records.js'

/**
 * What the patch makes of inputs that tests put in, and of their neighbours, beside what the base makes of them. Inputs
 * of passing tests had the right result before: it must stay.
 */
export const behaviour: Probe = {
  name: 'behaviour',
  asked: 'always',
  async ask(subject) {
    const [changed, ...others] = subject.changed
    if (changed === undefined) return couldNotSay('no changed file is in a language that can be watched')
    if (others.length > 0) return couldNotSay('code of several files changes, and one at a time can be watched')
    const all = await watchBothSides(subject, changed, { kind: 'all' })
    if ('why' in all) return couldNotSay(all.why)
    const failing = await failingInputs(subject, changed, all.observations)
    return judged(all.observations, failing)
  },
}

/** What the failing test alone puts in; undefined where it cannot be run alone, or puts in something else each time. */
async function failingInputs(
  subject: Subject,
  changed: Changed,
  all: readonly Observation[],
): Promise<ReadonlySet<string> | undefined> {
  const selection = subject.target?.selection
  if (selection === undefined || 'fingerprint' in selection || selection.kind !== 'test') return undefined
  const alone = await watchBothSides(subject, changed, selection)
  if ('why' in alone) return undefined
  const known = new Set(all.filter(isGiven).map(keyOf))
  const own = alone.observations.filter(isGiven).map(keyOf)
  const again = own.filter((key) => known.has(key)).length
  return again >= own.length * leastAgain || known.size >= fullWatch ? new Set(own) : undefined
}

/** Inputs made by chance are others in each run: what the failing test put in cannot be told from the rest. */
const leastAgain = 0.9
/** A watch that is nearly full may have left some out. */
const fullWatch = 300

function isGiven({ kind }: Observation): boolean {
  return kind === 'given'
}

function keyOf({ name, input }: Observation): string {
  return `${name} ${input}`
}

/** Right fixes fail on a few neighbours too, which nobody may put in: one in fourteen was seen (bench/proof). */
const mostNewErrors = 0.15
/** A result of another kind is no matter of what may be put in. */
const mostOddKinds = 0.05

export function judged(observations: readonly Observation[], failing: ReadonlySet<string> | undefined): Finding {
  const given = observations.filter(isGiven)
  const near = observations.filter((each) => each.kind === 'near' && each.before.how === 'value')
  if (given.length === 0) return couldNotSay('no test puts in what could be recorded')
  const right = failing === undefined ? [] : given.filter((each) => !failing.has(keyOf(each)))
  const changed = right.filter((each) => !each.same)
  const [first] = changed
  if (first !== undefined)
    return lowered(`${changed.length} of ${right.length} inputs of passing tests have another result: ${shown(first)}`)
  const worse = near.filter((each) => each.after.how !== 'value')
  const [worst] = worse
  if (worst !== undefined && worse.length > Math.max(1, near.length * mostNewErrors))
    return lowered(`${worse.length} of ${near.length} neighbouring inputs fail that did not: ${shown(worst)}`)
  const odd = oddKinds(given, near)
  const [oddest] = odd
  if (oddest !== undefined && odd.length > Math.max(1, near.length * mostOddKinds))
    return lowered(`${odd.length} of ${near.length} neighbouring inputs give another kind of result: ${shown(oddest)}`)
  const moved = near.filter((each) => !each.same).length
  const kept =
    failing === undefined
      ? 'inputs of passing tests were not told apart'
      : `${right.length} inputs of passing tests keep their results`
  return passed(`${kept}; ${moved} of ${near.length} neighbouring inputs change`)
}

/** Neighbours that give what no input of a test gives, and what they did not give before: nothing, or a list for a number. */
function oddKinds(given: readonly Observation[], near: readonly Observation[]): readonly Observation[] {
  const known = new Set(given.filter(({ after }) => after.how === 'value').map(({ after }) => kindOf(after.shown)))
  if (known.size === 0) return []
  return near.filter(({ before, after }) => {
    const kind = kindOf(after.shown)
    return after.how === 'value' && !known.has(kind) && kind !== kindOf(before.shown)
  })
}

const kinds: readonly (readonly [string, RegExp])[] = [
  ['truth', /^(?:true|false)\b/i],
  ['nothing', /^(?:None|null|undefined)\b/],
  // Nonsense in, nonsense out: a neighbour may be no number to begin with.
  ['number', /^-?(?:\d|(?:NaN|Infinity|nan|inf)\b)/],
  ['text', /^b?["']/],
  ['list', /^\[/],
  ['tuple', /^\(/],
  ['mapping', /^\{/],
]

/** What a result is, from how the watch shows it; of other types the name. */
function kindOf(result: string): string {
  return kinds.find(([, pattern]) => pattern.test(result))?.[0] ?? result.slice(0, 60).replace(/[:{].*/s, '')
}
