import type { Copy } from '../lab/lab.js'
import { timeoutFor } from '../reproduce.js'
import { stateOf, type Target } from '../target.js'
import { type Mutation, mutationsOf } from './mutations.js'
import { type Changed, couldNotSay, lowered, type Probe, passed, type Subject } from './probe.js'
import { watchBothSides } from './watch/both-sides.js'
import { type Observation, shown } from './watch/records.js'
import { watch } from './watch/watch.js'

/** Each costs a run of the failing test; the first few say whether it pins the patch. */
const most = 6
const mostBoundaries = 4
/** Survivors that are looked at more closely: many are no other program at all. */
const mostWatched = 2

/**
 * Small slips in the patched lines, which the test that failed should notice. One that survives and gives other results
 * on inputs of the tests or their neighbours shows that the test does not pin the patch. Only lowers: what a test does
 * not pin may be right.
 */
export const mutants: Probe = {
  name: 'mutants',
  asked: 'verify',
  async ask(subject) {
    const { target } = subject
    if (target === undefined) return couldNotSay('the failure was not reproduced')
    const all = subject.changed.flatMap((changed) => mutationsOf(changed).map((mutation) => ({ changed, mutation })))
    if (all.length === 0) return couldNotSay('the patched lines have nothing to mutate')
    const { asked, survivors } = await tried(subject, target, chosen(all))
    if (asked === 0) return couldNotSay('the budget of the probes is used up')
    const words = `${asked - survivors.length} of ${asked} mutants of the patched lines are noticed by the failing test`
    const isWeak = survivors.length * 3 >= asked * 2
    const watched = isWeak ? survivors : survivors.filter(({ mutation }) => mutation.isBoundary)
    if (watched.length === 0) return passed(words)
    for (const survivor of watched.slice(0, mostWatched)) {
      const apart = await apartFrom(subject, survivor)
      if ('why' in apart) return couldNotSay(`${words}, and the others could not be told from the patch: ${apart.why}`)
      const [first] = apart.observations
      if (first === undefined) continue
      const slip = worded(survivor.changed, survivor.mutation)
      const told = shown(first, 'with the patch', 'with that')
      return lowered(`the failing test does not pin the patch: ${slip} passes it too, and ${told}`)
    }
    return passed(`${words}; what is left behaves the same`)
  },
}

/** What matters is met more often than by one odd input in twenty. */
const leastApart = 0.05

/**
 * Inputs on which a survivor is another program than the patch, and the patch another than the base: what the patch left as
 * it was needs no test to say so. None where they are too few to matter.
 */
async function apartFrom(
  subject: Subject,
  { changed, mutation }: Mutant,
): Promise<{ readonly observations: readonly Observation[] } | { readonly why: string }> {
  const seen = await watch(subject, await beside(subject, changed, mutation), { selection: { kind: 'all' } })
  if ('why' in seen) return seen
  const apart = seen.observations.filter((each) => !each.same)
  if (apart.length === 0) return { observations: [] }
  const sides = await watchBothSides(subject, changed, { kind: 'all' })
  if ('why' in sides) return sides
  const kept = new Set(sides.observations.filter((each) => each.same).map(keyOf))
  const told = apart.filter((each) => !kept.has(keyOf(each)))
  return { observations: told.length > seen.observations.length * leastApart ? told : [] }
}

function keyOf({ kind, name, input }: Observation): string {
  return `${kind} ${name} ${input}`
}

interface Mutant {
  readonly changed: Changed
  readonly mutation: Mutation
}

/** Boundaries, which say most; of the others the first, the last and what lies between in even steps. */
function chosen(mutantsToTry: readonly Mutant[]): readonly Mutant[] {
  const boundaries = mutantsToTry.filter(({ mutation }) => mutation.isBoundary).slice(0, mostBoundaries)
  const others = mutantsToTry.filter(({ mutation }) => !mutation.isBoundary)
  const room = Math.min(most - boundaries.length, others.length)
  const spread = Array.from({ length: room }, (_, index) => others[Math.floor((index * others.length) / room)])
  return [...boundaries, ...spread.flatMap((each) => each ?? [])]
}

async function tried(
  subject: Subject,
  target: Target,
  mutantsToTry: readonly Mutant[],
): Promise<{ readonly asked: number; readonly survivors: readonly Mutant[] }> {
  const survivors: Mutant[] = []
  let asked = 0
  await subject.inCopy('fixed', async (copy) => {
    for (const each of mutantsToTry) {
      if (!subject.purse.affords(1)) return
      asked++
      if (await survives(subject, target, copy, each)) survivors.push(each)
    }
  })
  return { asked, survivors }
}

async function survives(
  { lab, purse }: Subject,
  target: Target,
  copy: Copy,
  { changed, mutation }: Mutant,
): Promise<boolean> {
  const { path, after: before } = changed.file
  const file = { path, before, after: mutated(changed, mutation) }
  await lab.write(copy, { files: [file] })
  // A mutant may never end: a few seconds say as much as minutes.
  const run = await lab.run(copy, target.selection, Math.min(timeoutFor(target.selection), 10))
  purse.spend(run.seconds)
  await lab.write(copy, { files: [file] }, 'undo')
  return stateOf(target, run) === 'passing'
}

/** The mutant beside the patched text, as a change of its own. */
function beside(subject: Subject, changed: Changed, mutation: Mutation): Promise<Changed> {
  return subject.reparse(changed, changed.file.after, mutated(changed, mutation))
}

function mutated({ after }: Changed, { start, end, text }: Mutation): string {
  return after.text.slice(0, start) + text + after.text.slice(end)
}

function worded({ after }: Changed, { start, end, text }: Mutation): string {
  const line = after.text.slice(0, start).split('\n').length
  return `${text.slice(0, 30)} for ${after.text.slice(start, end).slice(0, 30)} in line ${line}`
}
