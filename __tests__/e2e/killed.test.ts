import { readdirSync, readFileSync } from 'node:fs'
import { type Bed, openBed } from '../bed/index.mjs'
import { type Bundle, handOver, makeBundle } from './bundle.js'
import { missingGuard } from './projects.js'
import { confirmations, expectEnding, lastState, outcomeOf, untouched } from './scenario.js'

/**
 * SIGKILL in the middle of everything: nothing can be cleaned up by the process itself, so nothing may be needed. After
 * each line of the log the run is killed once; that is a kill at every station of every mode.
 */
const linux = process.platform === 'linux'
const test = linux ? it : it.skip
const suffix = linux ? '' : ' (skipped: processes are looked for in /proc)'

/** `SUTURE_KILL=everywhere`: after every line of the log. Otherwise as many as fit into CI's time, spread over the log. */
const everywhere = process.env['SUTURE_KILL'] === 'everywhere'
const sampled = 5

let bundle: Bundle
const beds: Bed[] = []
beforeAll(async () => {
  bundle = await makeBundle()
}, 120_000)
afterEach(async () => {
  for (const bed of beds.splice(0)) await bed.close()
  // Runs that were killed leave their copies behind, and there are many of them.
}, 60_000)
afterAll(() => bundle?.bed.close())

type Inputs = Readonly<Record<string, string>>
const modes: readonly { readonly mode: string; readonly ending: string; inputs(bed: Bed): Promise<Inputs> | Inputs }[] =
  [
    { mode: 'heal', ending: 'pr-opened', inputs: () => ({ signals: 'tests', strategies: 'rules', ...confirmations }) },
    {
      mode: 'propose',
      ending: 'proposed',
      inputs: () => ({ signals: 'tests', strategies: 'rules', 'github-token': '', ...confirmations }),
    },
    {
      mode: 'verify',
      ending: 'verified',
      inputs: async (bed) => ({
        fix: await handOver(bed, 'in', bundle.fix),
        digest: bundle.unverified,
        'github-token': '',
        ...confirmations,
      }),
    },
    { mode: 'publish', ending: 'pr-opened', inputs: () => ({ fix: bundle.fix, digest: bundle.digest }) },
  ]

describe('a run that is killed', () => {
  test.each(modes)(
    `leaves the workspace as it was, and no process or mount, at every step of $mode${suffix}`,
    async ({ mode, ending, inputs }) => {
      const lines = await countLines(mode, ending, inputs)
      expect(lines).toBeGreaterThan(1)
      const { bed, workspace } = await freshBed()
      const given = { mode, ...(await inputs(bed)) }
      // The last line is an ending: there is nothing to kill.
      const most = everywhere ? lines - 1 : sampled
      const kills = [...new Set(Array.from({ length: most }, (_, at) => Math.round((at * (lines - 2)) / (most - 1))))]
      const signals: (string | null)[] = []
      for (const at of kills) {
        const killed = await untouched(workspace, () =>
          bed.run(workspace, given, { onStart: (child) => killAfter(at, child) }),
        )
        signals.push(killed.signal)
        expect({ at, ...(await leftovers(killed.runnerTemp)) }).toEqual({ at, processes: [], mounts: [] })
      }
      // Lines that come together may be the last ones before the process ends by itself.
      expect(signals.filter((signal) => signal === 'SIGKILL').length).toBeGreaterThanOrEqual(kills.length / 2)
      const run = await untouched(workspace, () => bed.run(workspace, given))
      await expectEnding(bed, run, outcomeOf(run))
      expect([ending, 'duplicate']).toContain(outcomeOf(run))
      const published = mode === 'heal' || mode === 'publish' ? 1 : 0
      const { branches, pulls } = await lastState(bed)
      expect([branches.length, pulls.length]).toEqual([published, published])
    },
    everywhere ? 3_600_000 : 240_000,
  )
})

async function freshBed() {
  const bed = await openBed()
  beds.push(bed)
  await bed.project(missingGuard)
  return { bed, workspace: await bed.checkout() }
}

async function countLines(mode: string, ending: string, inputs: (typeof modes)[number]['inputs']): Promise<number> {
  const { bed, workspace } = await freshBed()
  const run = await bed.run(workspace, { mode, ...(await inputs(bed)) })
  await expectEnding(bed, run, ending)
  return run.stdout.split('\n').length - 1
}

function killAfter(lines: number, child: import('node:child_process').ChildProcess): void {
  let seen = 0
  if (lines === 0) child.kill('SIGKILL')
  child.stdout?.on('data', (text: string | Buffer) => {
    seen += String(text).split('\n').length - 1
    if (seen >= lines) child.kill('SIGKILL')
  })
}

/** Processes and mounts that name the run's own folders; the kernel needs a moment for the end of a namespace. */
async function leftovers(runnerTemp: string) {
  for (let tries = 0; ; tries += 1) {
    const found = {
      processes: processesOf(runnerTemp),
      mounts: readFileSync('/proc/self/mountinfo', 'utf8')
        .split('\n')
        .filter((line) => line.includes(runnerTemp)),
    }
    if (found.processes.length + found.mounts.length === 0 || tries === 50) return found
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')
        return line.includes(folder) ? [line.slice(0, 200)] : []
      } catch {
        return []
      }
    })
}
