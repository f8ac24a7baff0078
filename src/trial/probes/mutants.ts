import type { Copy } from '../lab/lab.js'
import { timeoutFor } from '../reproduce.js'
import { stateOf, type Target } from '../target.js'
import { type Mutation, mutationsOf } from './mutations.js'
import { type Changed, couldNotSay, lowered, type Probe, passed, type Subject } from './probe.js'
import { watch } from './watch/watch.js'

/** Each costs a run of the failing test; the first few say whether it pins the patch. */
const most = 6
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
    const { asked, survivors } = await tried(subject, target, spread(all))
    if (asked === 0) return couldNotSay('the budget of the probes is used up')
    const words = `${asked - survivors.length} of ${asked} mutants of the patched lines are noticed by the failing test`
    if (survivors.length * 2 < asked) return passed(words)
    for (const { changed, mutation } of survivors.slice(0, mostWatched)) {
      const seen = await watch(subject, await beside(subject, changed, mutation), { selection: { kind: 'all' } })
      if ('observations' in seen && seen.observations.some((each) => !each.same))
        return lowered(`the failing test does not pin the patch: ${worded(changed, mutation)} passes it too`)
    }
    return passed(`${words}; what is left behaves the same, or cannot be told apart`)
  },
}

interface Mutant {
  readonly changed: Changed
  readonly mutation: Mutation
}

/** The first, the last and what lies between in even steps. */
function spread<T>(items: readonly T[]): readonly T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]).flatMap((each) =>
    each === undefined ? [] : [each],
  )
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
