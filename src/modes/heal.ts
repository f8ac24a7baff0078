import type { Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { see } from './diagnose.js'
import { alreadyThere, branchOf } from './earlier-requests.js'
import { proposeFor } from './propose.js'
import { publishBundle } from './publish.js'
import { verifyBundle } from './verify.js'
import type { Journal, World } from './world.js'

/**
 * Propose, verify and publish in a row. Between them passes what passes between jobs: the fix bundle and its digest,
 * read back from disk each time.
 */
export async function heal(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  const forge = world.forge(inputs)
  if ('outcome' in forge) return forge
  const seen = await see(world, inputs, journal)
  if ('ended' in seen) return seen.ended
  journal.branch = branchOf(inputs, seen.value.fingerprint)
  // Asked first as well as last: a fix that nobody may open is not worth its tests and tokens.
  const earlier = await alreadyThere(world, inputs, journal, forge, seen.value.fingerprint)
  if (earlier !== undefined) return earlier

  const proposed = await proposeFor(world, inputs, journal, seen.value)
  if (proposed.outcome !== 'proposed' || journal.bundle === undefined) return proposed
  const proposal = await world.readBundle(journal.bundle.folder)
  if ('outcome' in proposal) return proposal
  const verified = await verifyBundle(world, inputs, journal, proposal, journal.bundle.digest)
  if (verified.outcome !== 'verified') return verified
  const verifiedBundle = await world.readBundle(journal.bundle.folder)
  if ('outcome' in verifiedBundle) return verifiedBundle
  return publishBundle(world, inputs, journal, verifiedBundle, journal.bundle.digest)
}
