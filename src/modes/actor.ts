import type { Outcome } from '../domain.js'
import type { Inputs } from '../inputs.js'
import { at } from './trust.js'
import type { Trigger, World } from './world.js'

/** Runs of these no one can start without write access: GitHub asks before we could. */
const needsWrite = /^(push|schedule|workflow_dispatch|repository_dispatch|merge_group|workflow_call|dynamic)$/

/** The only bots that act for the repository itself: a name that ends in `[bot]` can be anybody's app. */
const ownBots: ReadonlySet<string> = new Set(['github-actions[bot]', 'github-merge-queue[bot]'])

/**
 * Bots that bring dependencies up to date, by the branches that are theirs. They are listed one by one, and only for a
 * branch of the repository itself (trust.ts has asked that by then): nobody without write access can push there, so what
 * such a bot set off is its own update. What an update brings with it runs in the sandbox alone.
 */
const updateBots: Readonly<Record<string, string>> = {
  'dependabot[bot]': 'dependabot/',
  'renovate[bot]': 'renovate/',
}

/** GitHub's own rule for logins, and what apps have behind theirs. */
const login = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})(?:\[bot\])?$/

/** Who set the run off: not the author of a commit, which anybody can forge. Each once. */
export function actorsOf({ event, payload }: Trigger): readonly string[] {
  const found =
    event === 'workflow_run'
      ? [at(payload, 'workflow_run', 'actor', 'login'), at(payload, 'workflow_run', 'triggering_actor', 'login')]
      : event === 'pull_request'
        ? [at(payload, 'sender', 'login')]
        : []
  return [...new Set(found.filter((name): name is string => typeof name === 'string'))]
}

/**
 * Whether those who set the run off may write to the repository. Asked before any untrusted text is read. Where the
 * cause needs write access anyway, only a plain no refuses: people leave, and GitHub no longer knows them.
 */
export async function refusalOfActor(world: World, inputs: Inputs): Promise<Outcome | undefined> {
  const { trigger } = world
  const actors = actorsOf(trigger)
  if (actors.length === 0) return undefined
  const cause =
    trigger.event === 'workflow_run' ? String(at(trigger.payload, 'workflow_run', 'event') ?? '') : 'pull_request'
  const isCertain = needsWrite.test(cause)
  for (const actor of actors) {
    if (!login.test(actor)) return refuse(JSON.stringify(actor.slice(0, 60)), 'is no name of GitHub')
    if (actor.endsWith('[bot]')) {
      if (!isCertain && !ownBots.has(actor) && !isOwnUpdate(trigger, actor))
        return refuse(actor, 'is an app that is not listed')
      continue
    }
    if (inputs.githubToken === undefined) {
      world.log.warning(`without github-token nobody can say what ${actor} may do here`)
      continue
    }
    const collaborators = world.collaborators(inputs)
    if ('outcome' in collaborators) return collaborators
    const level = await collaborators.permission(actor)
    if (level === 'admin' || level === 'write' || (level === undefined && isCertain)) continue
    return refuse(actor, level === undefined ? 'is not known to have write access' : `may not write here (${level})`)
  }
  return undefined
}

function isOwnUpdate({ event, payload }: Trigger, actor: string): boolean {
  const prefix = Object.hasOwn(updateBots, actor) ? updateBots[actor] : undefined
  const branch = at(payload, 'workflow_run', 'head_branch')
  return event === 'workflow_run' && prefix !== undefined && typeof branch === 'string' && branch.startsWith(prefix)
}

function refuse(actor: string, why: string): Outcome {
  return {
    outcome: 'refused-untrusted',
    reason: `actor: ${actor}, who set the run off, ${why}`,
    next: 'let somebody with write access run it again',
  }
}
