import type { Inputs } from '../inputs.js'
import { isBranchName } from './bundle-shape.js'
import type { OpenRepository, World } from './world.js'

/** The branch that failed, or the one that the user names: where a fix should go. */
export function targetBranch(world: World, inputs: Inputs, repository: OpenRepository): string | undefined {
  return inputs.base ?? branchName(world.trigger.branch) ?? repository.branch
}

/** The event's word for a branch, where it is one. */
function branchName(name: string | undefined): string | undefined {
  return name !== undefined && isBranchName(name) ? name : undefined
}

/** As many as the example workflows ask for: enough to see what changed lately. */
const depth = 50

/**
 * What the user checked out is the base, unless the event names another commit. `actions/checkout` takes the merge of a
 * pull request by default, which is on no branch, and with a depth of 1 nothing else is there: then the commit that
 * failed is fetched.
 */
export async function baseCommit(
  world: World,
  inputs: Inputs,
  repository: OpenRepository,
): Promise<string | undefined> {
  const { commit } = world.trigger
  if (commit === undefined) return repository.head
  const there = await repository.resolve(commit)
  if (there !== undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return there
  world.log.info(`the commit ${commit.slice(0, 12)} that failed is not in this checkout: fetching it`)
  const refused = await (await world.history(inputs)).deepen(commit, depth)
  if (refused !== undefined) world.log.warning(`it could not be fetched: ${refused.refused}`)
  return repository.resolve(commit)
}
