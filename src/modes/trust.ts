import type { Outcome } from '../domain.js'
import type { Trigger } from './world.js'

/** Events that only people and workflows with write access can start, on code of this repository. */
const allowed = new Set([
  'schedule',
  'workflow_run',
  'repository_dispatch',
  'workflow_dispatch',
  'workflow_call',
  'push',
  'pull_request',
  'merge_group',
])

/**
 * Events that anybody can start on the base branch: such a run may have checked out, or been told, what a stranger
 * wrote, although it is a run of this repository.
 */
const outsiders = /^(pull_request_target|issues|issue_comment|discussion|discussion_comment|fork|watch|gollum)$/

function refuse(reason: string, next: string): Outcome {
  return { outcome: 'refused-untrusted', reason, next }
}

/**
 * Whether this event may start a run that holds secrets or writes. Asked before any untrusted text is read.
 * Repositories are compared by id: a fork can carry the same name.
 */
export function refusalOfTrigger(trigger: Trigger): Outcome | undefined {
  const { event, payload, repositoryId } = trigger
  if (event === undefined) return undefined
  if (!allowed.has(event)) {
    return refuse(
      `the event ${event} is not one that only people with write access can start`,
      `use one of ${[...allowed].join(', ')}`,
    )
  }
  const own = repositoryId ?? idOf(at(payload, 'repository', 'id'))
  if (event === 'workflow_run') {
    const run = at(payload, 'workflow_run')
    const head = idOf(at(run, 'head_repository', 'id'))
    if (head === undefined || own === undefined || head !== own) {
      return refuse('the failed run is of a fork', 'Suture heals branches of the repository itself')
    }
    const cause = String(at(run, 'event') ?? '')
    if (outsiders.test(cause)) {
      return refuse(`the failed run was started by ${cause}`, 'trigger on runs of push, schedule or pull_request')
    }
  }
  if (event === 'pull_request') {
    const head = idOf(at(payload, 'pull_request', 'head', 'repo', 'id'))
    if (head === undefined || own === undefined || head !== own) {
      return refuse('the pull request comes from a fork', 'Suture heals branches of the repository itself')
    }
  }
  return undefined
}

/** A run on one of our own branches would heal its own pull request for ever. */
export function refusalOfOwnBranch(trigger: Trigger, prefix: string): Outcome | undefined {
  const branch = trigger.branch
  if (branch === undefined || !branch.startsWith(prefix)) return undefined
  return {
    outcome: 'refused-policy',
    reason: `own-branch: ${branch} was made by Suture`,
    next: `leave branches that start with ${prefix} to people`,
  }
}

/** GitHub makes the branches of a merge queue and takes them away again: nothing that goes there would last. */
export function refusalOfQueueBranch({ branch }: Trigger): Outcome | undefined {
  if (branch === undefined || !branch.startsWith('gh-readonly-queue/')) return undefined
  return {
    outcome: 'refused-policy',
    reason: `merge-queue: ${branch.slice(0, 200)} belongs to a merge queue, and is gone when the queue is done with it`,
    next: 'heal the pull request that was queued; mode diagnose reads signals on any branch',
  }
}

/** A value inside untrusted JSON, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const key of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined
    current = (current as Record<string, unknown>)[key]
  }
  return current
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? String(value) : undefined
}
