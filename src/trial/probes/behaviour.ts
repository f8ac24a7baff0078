import type { Selection } from '../runner.js'
import { type Changed, couldNotSay, type Finding, lowered, type Probe, passed, type Subject } from './probe.js'
import { type Observation, shown } from './watch/records.js'
import { watch } from './watch/watch.js'

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
    const all = await seen(subject, changed, { kind: 'all' })
    if ('why' in all) return couldNotSay(all.why)
    const failing = await failingInputs(subject, changed)
    return judged(all.observations, failing)
  },
}

/** The tests run on the patched text: on the old one a test that fails stops before it has put everything in. */
async function seen(subject: Subject, changed: Changed, selection: Selection): ReturnType<typeof watch> {
  const { before, after } = changed.file
  if (before === undefined) return { why: 'it is a new file' }
  const back = await subject.reparse(changed, after, before)
  const inFixed: Subject['inCopy'] = (_, use) => subject.inCopy('fixed', use)
  const found = await watch({ ...subject, inCopy: inFixed }, back, { selection })
  if ('why' in found) return found
  const turned = found.observations.map((each) => ({ ...each, before: each.after, after: each.before }))
  return { observations: turned }
}

/** What the failing test alone puts in; undefined where it cannot be run alone. */
async function failingInputs(subject: Subject, changed: Changed): Promise<ReadonlySet<string> | undefined> {
  const selection = subject.target?.selection
  if (selection === undefined || 'fingerprint' in selection || selection.kind !== 'test') return undefined
  const alone = await seen(subject, changed, selection)
  return 'why' in alone ? undefined : new Set(alone.observations.map(keyOf))
}

function keyOf({ name, input }: Observation): string {
  return `${name} ${input}`
}

/** What goes wrong on this many of a hundred neighbours is no accident of one odd input. */
const mostNewErrors = 0.05

export function judged(observations: readonly Observation[], failing: ReadonlySet<string> | undefined): Finding {
  const given = observations.filter((each) => each.kind === 'given')
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
  if (oddest !== undefined && odd.length > Math.max(1, near.length * mostNewErrors))
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
  ['no number', /^-?(?:NaN|Infinity|nan|inf)\b/],
  ['number', /^-?\d/],
  ['text', /^b?["']/],
  ['list', /^\[/],
  ['tuple', /^\(/],
  ['mapping', /^\{/],
]

/** What a result is, from how the watch shows it; of other types the name. */
function kindOf(result: string): string {
  return kinds.find(([, pattern]) => pattern.test(result))?.[0] ?? result.slice(0, 60).replace(/[:{].*/s, '')
}
