import type { Candidate, Patch, Trial } from '../../domain.js'
import type { Log } from '../../ports.js'
import { cheatOf } from '../conduct.js'
import { applyEdits } from '../patch/apply.js'
import { patchText } from '../patch/patch-text.js'
import { refusalOf } from '../patch/policy.js'
import { stateOf, type Target } from '../target.js'
import { type Bench, whyStillFailing } from '../try-candidate.js'
import { openPool, type Pool, type PoolWorld, type Shot } from './pool.js'

/** Tells which candidates are certainly hopeless, many a second. It never says that one is good. */
export interface Filter {
  /** How many candidates to ask about at a time: the same on every machine, so that the verdicts are. */
  readonly width: number
  /** A trial for each candidate that still fails; undefined where the plain way must say. */
  judge(candidates: readonly Candidate[]): Promise<readonly (Trial | undefined)[]>
  /** What the plain way said of a candidate. */
  learn(trial: Trial): void
  close(): Promise<void>
}

/** A quick repair needs no warm runner; and what failed the plain way must fail the warm way too. */
const plainFirst = 3
const warmWidth = 8

export function openFilter(bench: Bench, world: PoolWorld & { readonly log: Pick<Log, 'info'> }): Filter {
  const known: Candidate[] = []
  let pool: Pool | 'not yet' | 'off' = bench.target === undefined ? 'off' : 'not yet'

  async function patchOf(candidate: Candidate): Promise<Patch | undefined> {
    const applied = await applyEdits(candidate.edits, bench.read)
    if (applied.kind === 'misfit' || applied.kind === 'refused') return undefined
    const { patch } = applied
    return (refusalOf(patch, bench.limits) ?? cheatOf(patch)) ? undefined : patch
  }

  async function opened(): Promise<Pool | 'off'> {
    if (pool !== 'not yet') return pool
    const controls = await Promise.all(known.map(patchOf))
    const made = await openPool(
      bench,
      world,
      controls.filter((patch) => patch !== undefined),
    )
    if ('refused' in made) world.log.info(`warm runs: ${made.refused}, each candidate starts the plain command`)
    else
      world.log.info(`warm runs: ${bench.lab.plan.runner} stays, ${made.lanes} side by side; the plain command decides`)
    pool = 'refused' in made ? 'off' : made
    return pool
  }

  return {
    get width() {
      return pool === 'off' || known.length < plainFirst ? 1 : warmWidth
    },
    async judge(candidates) {
      const nothing = candidates.map(() => undefined)
      if (bench.target === undefined || known.length < plainFirst || pool === 'off') return nothing
      const ready = await opened()
      if (ready === 'off') return nothing
      const patches = await Promise.all(candidates.map(patchOf))
      const shots = await ready.shoot(patches)
      if (ready.lost !== undefined) {
        world.log.info(`warm runs: ${ready.lost}, from here on each candidate starts the plain command`)
        await ready.close()
        pool = 'off'
      }
      return candidates.map((candidate, index) => trialOf(bench, candidate, patches[index], shots[index]))
    },
    learn({ candidate, verdict }) {
      if (verdict.verdict === 'still-failing' && known.length < plainFirst) known.push(candidate)
    },
    async close() {
      if (typeof pool !== 'string') await pool.close()
      pool = 'off'
    },
  }
}

function trialOf(
  bench: Bench & { readonly target: Target | undefined },
  candidate: Candidate,
  patch: Patch | undefined,
  shot: Shot | undefined,
): Trial | undefined {
  if (bench.target === undefined || patch === undefined || shot === undefined) return undefined
  const { run, seconds } = shot
  if (stateOf(bench.target, run) !== 'failing') return undefined
  const why = run.timedOut ? `still running after ${shot.limit} s` : whyStillFailing(bench, run)
  const verdict = { verdict: 'still-failing', why, output: bench.redact(run.output.slice(-8000)) } as const
  return { candidate, verdict, diff: patchText(patch), seconds }
}
