import type { CoveredTest } from '../../domain.js'
import type { KnownRunner } from '../command/detect.js'
import type { Errand } from '../lab/errand.js'
import { below, invocation } from '../lab/invocation.js'
import type { Lab } from '../lab/lab.js'
import type { Selection } from '../runner.js'
import { spectrumTools } from './all.js'
import { readSpectrum } from './read.js'

export interface SpectrumWish {
  readonly runner: KnownRunner
  readonly selection: Selection
  /** Relative to the repository, `.` for its root. */
  readonly workingDirectory: string
  /** True where the sandbox has no network. */
  readonly offline: boolean
  readonly seconds: number
}

/** The errand that takes the coverage of each test, or why there is none. */
export function spectrumErrand(wish: SpectrumWish): Errand | { readonly why: string } {
  const { runner, workingDirectory, selection } = wish
  const tool = spectrumTools.find(({ name }) => name === runner.is.name)
  if (tool === undefined) return { why: `${runner.is.name} does not tell cheaply what each test runs` }
  const asked = below(workingDirectory, selection)
  const root = `"$PWD${workingDirectory === '.' ? '' : '/..'.repeat(workingDirectory.split('/').length)}"`
  const isWatched = tool.start(runner.is.select(runner.command.words, asked, '/report'), { folder: '/', root }, asked)
  if (isWatched === undefined) return { why: 'this test command cannot be watched' }
  return {
    command(folder) {
      const select: typeof runner.is.select = (words, one, report) => {
        const selected = runner.is.select(words, one, report)
        return tool.start(selected, { folder, root }, one) ?? selected
      }
      return invocation({ ...runner, is: { ...runner.is, select } }, asked, `${folder}/report`, wish.offline)
    },
    inputs: tool.files,
    timeoutSeconds: wish.seconds,
  }
}

/** What the tests of a selection ran on `tree`, each for itself; what was told until the time ran out counts. */
export async function takeSpectrum(
  lab: Pick<Lab, 'errand'>,
  tree: string,
  wish: SpectrumWish,
  files: ReadonlySet<string>,
): Promise<{ readonly tests: readonly CoveredTest[]; readonly timedOut: boolean } | { readonly why: string }> {
  const errand = spectrumErrand(wish)
  if ('why' in errand) return errand
  const { answer, timedOut } = await lab.errand(tree, errand)
  if (answer === undefined)
    return { why: timedOut ? `no test ended within ${wish.seconds} s` : 'the run left no coverage' }
  const tool = spectrumTools.find(({ name }) => name === wish.runner.is.name)
  return { tests: readSpectrum(tool?.translated?.(answer) ?? answer, files), timedOut }
}
