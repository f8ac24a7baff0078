import type { CoveredTest, Failure } from '../../domain.js'
import type { Inputs } from '../../inputs.js'
import { canBePassed } from '../../trial/command/shell.js'
import type { CheckRun } from '../../trial/lab/lab.js'
import type { Selection } from '../../trial/runner.js'
import { takeSpectrum } from '../../trial/spectrum/take.js'
import type { Target } from '../../trial/target.js'
import type { Base } from '../base.js'
import type { World } from '../world.js'

/** Share of max-minutes that coverage may take: it only sorts what is tried. */
const share = 0.04
/** A suite is watched where it takes a quarter of that: watching makes it two to four times slower. */
const slowdown = 4
/** Fewer passing tests than this in the failing one's own file tell little of what works. */
const fewPassing = 3

interface Reproducible {
  readonly failure: Failure
  readonly target: Target
  readonly failing: CheckRun
  readonly baseline: CheckRun
}

/** What the failing test runs, and what the passing ones beside it run; empty where that cannot be had at a fair price. */
export async function spectrumOf(
  world: World,
  inputs: Inputs,
  base: Base,
  about: Reproducible,
): Promise<readonly CoveredTest[]> {
  const why = whyNone(about)
  const runner = base.checks?.runner
  if (runner === undefined || why !== undefined) {
    world.log.info(`no coverage: ${why ?? 'the runner behind the test command is not known'}`)
    return []
  }
  const seconds = Math.floor(inputs.maxMinutes * 60 * share)
  const { network } = await world.sandbox(inputs)
  const take = async (selection: Selection): Promise<readonly CoveredTest[] | undefined> => {
    const wish = {
      runner,
      selection,
      workingDirectory: base.lab.plan.workingDirectory,
      offline: network === 'none',
      seconds,
    }
    const taken = await takeSpectrum(base.lab, base.commit, wish, new Set<string>(base.files))
    if ('why' in taken) world.log.info(`no coverage: ${taken.why}`)
    else world.log.info(told(taken.tests, selection, taken.timedOut))
    return 'why' in taken ? undefined : taken.tests
  }
  const { failure, failing, baseline } = about
  const file = failure.test?.file
  const isQuick = (run: CheckRun): boolean => !run.timedOut && run.seconds * slowdown < seconds
  return world.log.group('see what the failing test runs', async () => {
    const near =
      file !== undefined && canBePassed(file) && runner.is.noFiles !== true && isQuick(failing)
        ? await take({ kind: 'file', file })
        : undefined
    if (near !== undefined && near.filter((test) => !test.failed).length >= fewPassing) return near
    const all = isQuick(baseline) ? await take({ kind: 'all' }) : undefined
    return all !== undefined && all.length > 0 ? all : (near ?? [])
  })
}

function whyNone({ failure, target, failing }: Reproducible): string | undefined {
  if (failure.test === undefined || 'fingerprint' in target.selection) return 'no test shows the failure'
  if (target.isLoadFailure) return 'the failing file does not load, so no test of it runs'
  return failing.timedOut ? 'the failing test does not end' : undefined
}

function told(tests: readonly CoveredTest[], { kind }: Selection, timedOut: boolean): string {
  const passing = tests.filter((test) => !test.failed).length
  const files = new Set(tests.flatMap((test) => (test.failed ? [...test.lines.keys()] : []))).size
  const where = kind === 'file' ? "the failing test's file" : 'the suite'
  const end = timedOut ? ', until its time ran out' : ''
  return `coverage of ${where}: ${passing} passing and ${tests.length - passing} failing tests; the failing ones run ${files} source files${end}`
}
