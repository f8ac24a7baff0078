import type { Selection } from '../../runner.js'
import type { Changed, Subject } from '../probe.js'
import { watch } from './watch.js'

/**
 * What the old and the patched text make of what tests put in, and of its neighbours. The tests run on the patched text:
 * on the old one a test that fails stops before it has put everything in.
 */
export async function watchBothSides(
  subject: Subject,
  changed: Changed,
  selection: Selection,
): ReturnType<typeof watch> {
  const { before, after } = changed.file
  if (before === undefined) return { why: 'it is a new file' }
  const back = await subject.reparse(changed, after, before)
  const inFixed: Subject['inCopy'] = (_, use) => subject.inCopy('fixed', use)
  const found = await watch({ ...subject, inCopy: inFixed }, back, { selection })
  if ('why' in found) return found
  return { observations: found.observations.map((each) => ({ ...each, before: each.after, after: each.before })) }
}
