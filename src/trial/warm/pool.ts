import type { Patch } from '../../domain.js'
import { isTestFile } from '../../test-file.js'
import type { CheckRun } from '../lab/check-run.js'
import type { Target } from '../target.js'
import type { Bench } from '../try-candidate.js'
import { broken, failsAlike, untouched } from './control.js'
import type { WarmLane } from './lane.js'

export interface PoolWorld {
  readonly cores: number
  /** Milliseconds. */
  now(): number
}

/** One warm run of a candidate. */
export interface Shot {
  readonly run: CheckRun
  readonly seconds: number
  readonly limit: number
}

export interface Pool {
  readonly lanes: number
  /** Why it can no longer be trusted; undefined while it can. */
  readonly lost: string | undefined
  /** Warm runs side by side, in the order of the patches; undefined where the plain way must say. */
  shoot(patches: readonly (Patch | undefined)[]): Promise<readonly (Shot | undefined)[]>
  close(): Promise<void>
}

/** More lanes than this are memory and no speed: each holds a runner and the project's dependencies. */
const mostLanes = 4
/** A lane that fails as often as this is no lane. */
const mostFaults = 4
/** Before anything is known of the warm run's time. */
const firstLimitSeconds = 20
/** Where the failing test hangs, a mended one has this long. */
const hangLimitSeconds = 3
/** Ten times the measured run, and never under a second: a machine has other work too. */
const leastLimitSeconds = 1

/** Lanes that fail on the base commit just as the plain command does, or why there are none. */
export async function openPool(
  bench: Bench,
  world: PoolWorld,
  controls: readonly Patch[],
): Promise<Pool | { readonly refused: string }> {
  const { target, lab } = bench
  if (target === undefined) return { refused: 'there is no failing test to run' }
  const selection = narrowest(target)
  const first = await lab.keepWarm(bench.base, selection)
  if (first === undefined) return { refused: `${lab.plan.runner} cannot be kept` }
  const lanes = [first]
  const close = async (): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.close()))
  }
  const limit = await agrees(target, bench.hangs === true, first, controls)
  if (typeof limit === 'string') {
    await close()
    return { refused: limit }
  }
  for (let more = 1; more < Math.min(world.cores, mostLanes); more++) {
    const lane = await lab.keepWarm(bench.base, selection)
    if (lane !== undefined) lanes.push(lane)
  }
  return poolOf(bench, target, world, lanes, limit, close)
}

/** Some reports name no file, and then the whole suite is asked for one test: the trace knows where it stands. */
function narrowest({ selection, failure }: Target): Target['selection'] {
  if ('fingerprint' in selection || selection.kind === 'file') return selection
  const file = failure.test?.file ?? failure.frames.findLast((frame) => isTestFile(frame.file))?.file
  if (failure.test === undefined || file === undefined) return selection
  return { kind: 'test', test: failure.test, file: selection.kind === 'test' ? (selection.file ?? file) : file }
}

/** The limit for candidates, or why the warm way is not to be trusted. */
async function agrees(
  target: Target,
  hangs: boolean,
  lane: WarmLane,
  controls: readonly Patch[],
): Promise<number | string> {
  let seconds = 0
  // Twice and once more: the second run finds what the first left behind, the third how long it takes.
  for (const _ of [1, 2, 3]) {
    const run = await lane.run(untouched, hangs ? hangLimitSeconds : firstLimitSeconds)
    if (!failsAlike(target, hangs, run)) return 'the base commit does not fail the same way'
    seconds = run?.seconds ?? 0
  }
  const limit = hangs ? hangLimitSeconds : Math.max(leastLimitSeconds, Math.ceil(seconds * 10))
  for (const patch of controls) {
    const run = await lane.run(patch, limit)
    if (run === undefined || run.passed) return 'a candidate that fails does not fail there'
  }
  return limit
}

interface Queued {
  readonly patch: Patch
  done(shot: Shot): void
  undo(): void
}

function poolOf(
  bench: Bench,
  target: Target,
  world: PoolWorld,
  lanes: readonly WarmLane[],
  limit: number,
  close: () => Promise<void>,
): Pool {
  let lost: string | undefined
  let faults = 0
  const hangs = bench.hangs === true
  /** Files by path: whether a change of theirs shows in a warm run wherever it shows in a plain one. */
  const seen = new Map<string, boolean>()

  const fault = (why: string): void => {
    faults++
    if (faults >= mostFaults) lost ??= why
  }

  async function isSeen(patch: Patch): Promise<boolean> {
    for (const file of patch.files) {
      if (file.before === undefined) continue
      if (!seen.has(file.path)) seen.set(file.path, await showsChanges({ files: [broken(file)] }))
      if (seen.get(file.path) === false) return false
    }
    return true
  }

  /** A change that the warm runner shows is read; one that it does not show must be none for the plain command either. */
  async function showsChanges(patch: Patch): Promise<boolean> {
    const run = await lanes[0]?.run(patch, limit)
    if (!failsAlike(target, hangs, run)) return run !== undefined
    await bench.lab.write(bench.copy, patch)
    const plain = await bench.lab.run(bench.copy, target.selection, bench.timeoutSeconds)
    await bench.lab.write(bench.copy, patch, 'undo')
    return failsAlike(target, hangs, plain)
  }

  async function along(lane: WarmLane, queue: Queued[]): Promise<void> {
    const mine: Queued[] = []
    for (let next = queue.shift(); next !== undefined && lost === undefined; next = queue.shift()) {
      const started = world.now()
      const run = await lane.run(next.patch, limit)
      if (run === undefined) fault('the runner does not stay')
      else next.done({ run, seconds: (world.now() - started) / 1000, limit })
      mine.push(next)
    }
    if (mine.length === 0 || lane.isolates || hangs) return
    if (failsAlike(target, hangs, await lane.run(untouched, limit))) return
    // What one candidate left behind may have judged the others.
    for (const each of mine) each.undo()
    await lane.restart()
    fault('candidates leave traces in the runner')
  }

  return {
    lanes: lanes.length,
    get lost() {
      return lost
    },
    async shoot(patches) {
      const shots: (Shot | undefined)[] = patches.map(() => undefined)
      const queue: Queued[] = []
      for (const [index, patch] of patches.entries()) {
        if (patch === undefined || !(await isSeen(patch))) continue
        const set = (shot: Shot | undefined): void => {
          shots[index] = shot
        }
        queue.push({ patch, done: set, undo: () => set(undefined) })
      }
      await Promise.all(lanes.map((lane) => along(lane, queue)))
      return shots
    },
    close,
  }
}
