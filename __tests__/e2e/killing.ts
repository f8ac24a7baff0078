import { parseMarker } from '../../src/report/pull-request.js'
import type { Fault } from '../bed/github/faults.mjs'
import type { Bed } from '../bed/index.mjs'
import { lastState } from './scenario.js'

/** What must be the same however often it was interrupted: all that people see. */
export async function essence(bed: Bed) {
  const { branches, pulls } = await lastState(bed)
  return {
    branches,
    pulls: await Promise.all(
      pulls.map(async ({ number, state, title, draft, head, base, labels, body, assignees, requested_reviewers }) => ({
        state,
        title,
        draft,
        head: head.ref,
        base: base.sha,
        labels: labels.map(({ name }) => name).sort(),
        assignees: assignees.map(({ login }) => login),
        reviewers: requested_reviewers.map(({ login }) => login),
        comments: (await bed.github.ask(`GET /repos/${bed.repository}/issues/${number}/comments`)).length,
        tellsItsTip: parseMarker(body)?.commit === head.sha,
        // Commits are made anew, with the time that it is then; and each bed has an address of its own.
        body: body.replaceAll(head.sha, 'the tip').replaceAll(bed.github.url, ''),
      })),
    ),
  }
}

type Request = Bed['github']['requests'][number]

/** What changes something on the server. Between two of these a run only reads, and keeps nothing that outlives it. */
export function isWrite({ kind, method, path }: Request): boolean {
  return kind === 'api' ? method !== 'GET' : method === 'POST' && path.endsWith('/git-receive-pack')
}

export const nameOf = ({ method, path }: Request): string =>
  `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+|^\/[^/]+\/[^/]+(?=\/git)/, '')}`

/** Kills the process at its write with this number: before anything is done, or before it can hear that it was. */
export function killAtWrite(
  bed: Bed,
  at: number,
  child: { kill(signal: 'SIGKILL'): boolean },
  when: 'before' | 'after',
): void {
  let writes = 0
  const fault: Fault = async (request, answer) => {
    if (!isWrite(request) || writes++ !== at) return answer.pass()
    if (when === 'after') await answer.perform()
    child.kill('SIGKILL')
    answer.drop()
  }
  for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) bed.github.on(`${method} /{path}`, fault)
}
