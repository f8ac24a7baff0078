import { parseMarker } from '../../src/report/pull-request.js'
import type { Fault } from '../bed/github/faults.mjs'
import type { Bed } from '../bed/index.mjs'
import { lastState } from './scenario.js'

/** What must be the same however often it was interrupted. */
export async function essence(bed: Bed) {
  const { branches, pulls } = await lastState(bed)
  return {
    branches,
    pulls: pulls.map(({ state, title, draft, head, base, labels, body }) => ({
      state,
      title,
      draft,
      head: head.ref,
      base: base.sha,
      labels: labels.map(({ name }) => name),
      tellsItsTip: parseMarker(body)?.commit === head.sha,
      provenOn: parseMarker(body)?.base,
    })),
  }
}

/** Kills the process at the request with this number: before anything is done, or before it can hear that it was. */
export function killAt(
  bed: Bed,
  at: number,
  child: { kill(signal: 'SIGKILL'): boolean },
  when: 'before' | 'after' = 'after',
): void {
  let armed = true
  const fault: Fault = async (request, answer) => {
    if (!armed || bed.github.requests.indexOf(request) !== at) return answer.pass()
    armed = false
    if (when === 'after') await answer.perform()
    child.kill('SIGKILL')
    answer.drop()
  }
  for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) bed.github.on(`${method} /{path}`, fault)
}
