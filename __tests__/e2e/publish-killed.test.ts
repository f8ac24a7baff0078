import { type Bed, openBed } from '../bed/index.mjs'
import { type Bundle, makeBundle } from './bundle.js'
import { essence, killAt } from './killing.js'
import { missingGuard } from './projects.js'
import { expectEnding, outcomeOf } from './scenario.js'

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
  it.each(['before', 'after'] as const)(
    'ends as an unbroken one does once it runs again: %s',
    async (when) => {
      const whole = await freshBed()
      const cloned = whole.bed.github.requests.length
      await expectEnding(whole.bed, await publish(whole.bed, whole.workspace), 'pr-opened')
      const expected = await essence(whole.bed)
      const total = whole.bed.github.requests.length - cloned
      expect(total).toBeGreaterThan(3)
      for (let kill = 0; kill < total; kill += 1) {
        const { bed, workspace } = await freshBed()
        const before = bed.github.requests.length
        const killed = await publish(bed, workspace, { onStart: (child) => killAt(bed, before + kill, child, when) })
        expect(killed.signal).toBe('SIGKILL')
        const run = await publish(bed, workspace)
        await expectEnding(bed, run, outcomeOf(run))
        expect(['pr-opened', 'duplicate']).toContain(outcomeOf(run))
        expect({ kill, ...(await essence(bed)) }).toEqual({ kill, ...expected })
      }
    },
    400_000,
  )
})
