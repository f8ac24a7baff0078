import type { Failure, Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import type { Forge } from '../ports.js'
import { digestOf, withoutVerdict } from './bundle.js'
import { see } from './diagnose.js'
import { baseCommit, targetBranch } from './failed-commit.js'
import { proposeFor } from './propose.js'
import { publishBundle } from './publish.js'
import { earlierCandidate } from './publishing/earlier-candidate.js'
import { alreadyThere, branchOf, type Standing } from './publishing/earlier-requests.js'
import { ontoTip } from './publishing/rebase.js'
import { closeStale } from './publishing/stale.js'
import { verifyBundle } from './verify.js'
import { type BundleFiles, end, type Journal, type Step, type World } from './world.js'

/**
 * Propose, verify and publish in a row. Between them passes what passes between jobs: the fix bundle and its digest,
 * read back from disk each time.
 */
export async function heal(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  const forge = world.forge(inputs)
  if ('outcome' in forge) return forge
  const seen = await see(world, inputs, journal)
  if ('ended' in seen) {
    if (seen.ended.outcome === 'no-failure') await closeStale(world, inputs, forge, journal.readings)
    return seen.ended
  }
  journal.branch = branchOf(inputs, seen.value.fingerprint)
  // Asked first as well as last: a fix that nobody may open is not worth its tests and tokens.
  const standing = await standingOf(world, inputs, journal, forge, seen.value)
  if ('ended' in standing) return standing.ended
  if (standing.value.own !== undefined) {
    const earlier = await earlierCandidate(await world.repository(), standing.value.own)
    if (earlier !== undefined) journal.earlier = earlier
  }

  const proposed = await proposeFor(world, inputs, journal, seen.value)
  if (proposed.outcome !== 'proposed') return proposed
  const published = await proveAndPublish(world, inputs, journal)
  if (published.outcome !== 'base-moved' || journal.fix === undefined) return published

  // Once more on the new tip: a branch that moves twice within one proof is better met by the next run.
  world.log.info(published.reason)
  const moved = await ontoTip(world, inputs, journal.fix)
  if ('ended' in moved) return moved.ended
  const folder = await world.writeBundle(`fix-${seen.value.fingerprint}`, moved.value)
  journal.bundle = { folder, digest: digestOf(moved.value) }
  return proveAndPublish(world, inputs, journal)
}

/** What is there of this failure, and of the commit that it is healed on. */
async function standingOf(
  world: World,
  inputs: Inputs,
  journal: Journal,
  forge: Forge,
  failure: Failure,
): Promise<Step<Standing>> {
  const repository = await world.repository()
  const commit = (await baseCommit(world, inputs, repository)) ?? repository.head
  const base = targetBranch(world, inputs, repository)
  return alreadyThere(world, inputs, journal, { forge, remote: () => world.remote(inputs) }, { failure, commit, base })
}

async function proveAndPublish(world: World, inputs: Inputs, journal: Journal): Promise<Outcome> {
  const proposed = await handedOn(world, journal)
  if ('outcome' in proposed) return proposed
  const verified = await verifyBundle(world, inputs, journal, withoutVerdict(proposed.files), proposed.digest)
  if (verified.outcome !== 'verified') return verified
  const proven = await handedOn(world, journal)
  if ('outcome' in proven) return proven
  return publishBundle(world, inputs, journal, proven.files, proven.digest)
}

/** What the last station left on disk, with the digest that it told. */
async function handedOn(
  world: World,
  journal: Journal,
): Promise<Outcome | { readonly files: BundleFiles; readonly digest: string }> {
  const { bundle } = journal
  if (bundle === undefined) return end('error-internal', 'a station left no bundle', 'please report this').ended
  const files = await world.readBundle(bundle.folder)
  return 'outcome' in files ? files : { files, digest: bundle.digest }
}
