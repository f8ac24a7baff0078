import type { Candidate, Edit, Evidence, Trial, VerdictName } from '../../domain.js'
import { oneLine } from '../../safe-text/visible.js'
import { headAndTail, linesUpTo } from './cut.js'
import { differingLines } from './differing.js'
import type { Frame } from './frame.js'
import { nearestText } from './nearest.js'
import { type Prompt, renderSection } from './prompt.js'
import type { Setting } from './setting.js'

/** What a verdict asks of the next answer, beyond what its own sentence says. */
const meanings: Readonly<Record<VerdictName, string>> = {
  healed: 'The failure is gone.',
  'still-failing': 'The edit was applied, and the failure is still there.',
  'broke-others':
    'The failure is gone, but tests that passed before fail now. Mend the cause without changing what others rely on.',
  'did-not-apply': 'The edit could not be applied.',
  'not-allowed': 'The edit touches what must not be touched, or is too large. No answer can change this rule.',
  cheated: 'The tests did not run as they did before. Mend the code, not the way in which it is tested.',
  flaky: 'The failure came and went with the same edit. Look for time, order, randomness or shared state.',
}

/** Output of a trial in the prompt: what is new in it is repeated above, so this is for context only. */
const longestOutput = 6000
/** Nearest text of one edit. */
const longestNearest = 3000

/** What became of a candidate, as the next turn's text. `trial` is undefined where it was never tried. */
export function feedback(
  { prompt, frame, evidence, meanings: other }: Pick<Setting, 'prompt' | 'frame' | 'evidence' | 'meanings'>,
  trial: Trial | undefined,
): string {
  if (trial === undefined) {
    return renderSection(prompt, 'trial', {
      verdict: 'not tried',
      why: 'The harness did not run it.',
      meaning: 'Answer with another edit, or decline.',
      output: '',
    })
  }
  const { verdict, why } = trial.verdict
  if (verdict === 'did-not-apply') {
    const lesson = trial.candidate.edits.map((edit) => lessonOf(edit, evidence, frame)).filter((text) => text !== '')
    return renderSection(prompt, 'misfit', { why: frame.block('why', oneLine(why, 600)), lesson: lesson.join('\n\n') })
  }
  return renderSection(prompt, 'trial', {
    verdict,
    why: frame.block('why', oneLine(why, 600)),
    meaning: other?.[verdict] ?? meanings[verdict],
    output: outputOf(trial, evidence, frame),
  })
}

/** Names an answer that was given before. `ago` counts from the oldest trial, 1-based. */
export function repeated(prompt: Prompt, frame: Frame, earlier: Trial, ago: number): string {
  return renderSection(prompt, 'repeat', {
    before: `attempt ${ago}`,
    verdict: earlier.verdict.verdict,
    why: frame.block('why', oneLine(earlier.verdict.why, 600)),
  })
}

/** The trial of exactly this candidate, or the newest one with the same edits. */
export function trialOf(candidate: Candidate, trials: readonly Trial[]): Trial | undefined {
  return (
    trials.findLast((trial) => trial.candidate === candidate) ??
    trials.findLast((trial) => sameEdits(trial.candidate.edits, candidate.edits))
  )
}

export function sameEdits(some: readonly Edit[], others: readonly Edit[]): boolean {
  return keyOf(some) === keyOf(others)
}

/** Order of edits and blanks at line ends make no other change. */
function keyOf(edits: readonly Edit[]): string {
  const keys = edits.map(({ path, search, replace }) => JSON.stringify([path, plain(search), plain(replace)]))
  return keys.sort().join('\n')
}

function plain(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
}

function outputOf(trial: Trial, evidence: Evidence, frame: Frame): string {
  const { output } = trial.verdict
  if (output.trim() === '') return 'The run printed nothing.'
  const fresh = differingLines(evidence.output, output)
  const first = fresh === '' ? 'It printed the same as before your edit.' : frame.block('lines that are new', fresh)
  return `${first}\n\nWhat it printed:\n\n${frame.block('output', headAndTail(output, longestOutput))}`
}

function lessonOf(edit: Edit, evidence: Evidence, frame: Frame): string {
  const name = frame.block('path', oneLine(edit.path, 300))
  const source = evidence.sources.find(({ path }) => path === edit.path)
  if (source === undefined) return absent(edit.path, evidence, name, frame)
  if (edit.search === '') return `The file is there already, so an empty SEARCH cannot make it:\n${name}`
  const occurrences = source.text.replaceAll('\r\n', '\n').split(edit.search).length - 1
  if (occurrences === 1) return ''
  if (occurrences > 1) return `The SEARCH text occurs ${occurrences} times; take more lines around it. File:\n${name}`
  const nearest = nearestText(source.text, edit.search)
  if (nearest === undefined) return `Nothing in the file is like the SEARCH text:\n${name}`
  const shown = frame.block(`nearest text, from line ${nearest.firstLine}`, linesUpTo(nearest.text, longestNearest))
  return `The SEARCH text does not occur in the file. What is nearest to it there:\n${name}\n${shown}`
}

function absent(path: string, evidence: Evidence, name: string, frame: Frame): string {
  if (evidence.files.some((file) => file === path)) return `The evidence does not show this file:\n${name}`
  const base = path.slice(path.lastIndexOf('/') + 1)
  const alike = evidence.files.filter((file) => file === base || file.endsWith(`/${base}`)).slice(0, 5)
  if (alike.length === 0) return `There is no such file in the repository:\n${name}`
  return `There is no such file:\n${name}\nFiles of that name:\n${frame.block('files', alike.join('\n'))}`
}
