import type { PatchFile } from '../../../domain.js'
import type { Selection } from '../../runner.js'
import type { Changed, Subject } from '../probe.js'
import { watched } from './instrument.js'
import { type Observation, readRecords } from './records.js'

/** The watch stops itself after seconds; what it cannot stop ends here. */
const mostSeconds = 20
/** What the watch writes, four times over. */
const mostBytes = 4_000_000

export interface Wanted {
  readonly selection: Selection
  /** Functions to watch; those that the change is in where none are named. */
  readonly paths?: readonly string[]
}

/**
 * Runs tests on the base with a watch in the changed file, which asks both texts of each input.
 * @returns what it saw, or why it saw nothing
 */
export async function watch(
  { lab, inCopy, purse, sides }: Pick<Subject, 'lab' | 'inCopy' | 'purse' | 'sides'>,
  changed: Changed,
  { selection, paths }: Wanted,
): Promise<{ readonly observations: readonly Observation[] } | { readonly why: string }> {
  const expected = selection.kind === 'all' ? (sides.base[0]?.seconds ?? 0) + 3 : 4
  if (!purse.affords(expected)) return { why: 'the budget of the probes is used up' }
  return inCopy('base', async (copy) => {
    const log = `${copy.root}/.suture-observed`
    const made = watched(changed, log, paths)
    if ('why' in made) return made
    const { path, before } = changed.file
    const file: PatchFile = { path, before, after: made.text }
    await lab.write(copy, { files: [file] })
    const run = await lab.run(copy, selection, Math.max(mostSeconds, Math.ceil(expected * 3)))
    purse.spend(run.seconds)
    const text = await lab.read(copy, '.suture-observed', mostBytes)
    if (text === undefined) return { why: `no test that ran calls ${made.paths.join(', ')} with what can be copied` }
    return { observations: readRecords(text) }
  })
}
