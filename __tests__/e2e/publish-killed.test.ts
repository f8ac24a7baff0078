import type { Fault } from '../bed/github/faults.mjs'
import { type Bed, openBed } from '../bed/index.mjs'
import { type Bundle, makeBundle } from './bundle.js'
import { missingGuard } from './projects.js'
import { expectEnding, lastState, outcomeOf } from './scenario.js'

let bundle: Bundle
const beds: Bed[] = []

beforeAll(async () => {
  bundle = await makeBundle()
}, 90_000)
afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
})
afterAll(() => bundle?.bed.close())

async function freshBed() {
  const bed = await openBed()
  beds.push(bed)
  await bed.project(missingGuard)
  return { bed, workspace: await bed.checkout() }
}

const publish = (bed: Bed, workspace: string, more: Parameters<Bed['run']>[2] = {}) =>
  bed.run(workspace, { mode: 'publish', fix: bundle.fix, digest: bundle.digest }, more)

describe('publishing, killed at every request in turn', () => {
  it('ends with the same branch and the same pull request once it runs again', async () => {
    const whole = await freshBed()
    const cloned = whole.bed.github.requests.length
    await expectEnding(whole.bed, await publish(whole.bed, whole.workspace), 'pr-opened')
    const expected = await essence(whole.bed)
    const total = whole.bed.github.requests.length - cloned
    expect(total).toBeGreaterThan(3)
    for (let kill = 0; kill < total; kill += 1) {
      const { bed, workspace } = await freshBed()
      const before = bed.github.requests.length
      const killed = await publish(bed, workspace, { onStart: (child) => killAt(bed, before + kill, child) })
      expect(killed.signal).toBe('SIGKILL')
      const run = await publish(bed, workspace)
      await expectEnding(bed, run, outcomeOf(run))
      expect(['pr-opened', 'duplicate']).toContain(outcomeOf(run))
      expect({ kill, ...(await essence(bed)) }).toEqual({ kill, ...expected })
    }
  }, 150_000)
})

/** What must be the same however often it was interrupted. */
async function essence(bed: Bed) {
  const { branches, pulls } = await lastState(bed)
  return {
    branches,
    pulls: pulls.map(({ state, title, draft, head, base }) => ({
      state,
      title,
      draft,
      head: head.ref,
      base: base.sha,
    })),
  }
}

/** Does what the request with this number asks, and kills the process before it can hear of it. */
function killAt(bed: Bed, at: number, child: { kill(signal: 'SIGKILL'): boolean }): void {
  let armed = true
  const fault: Fault = async (request, answer) => {
    if (!armed || bed.github.requests.indexOf(request) !== at) return answer.pass()
    armed = false
    await answer.perform()
    child.kill('SIGKILL')
    answer.drop()
  }
  for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) bed.github.on(`${method} /{path}`, fault)
}
