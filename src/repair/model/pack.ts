import type { Evidence, Excerpt, Trial } from '../../domain.js'
import { oneLine } from '../../safe-text/visible.js'
import { headAndTail, linesUpTo } from './cut.js'
import type { Frame } from './frame.js'

/** The values of the first turn's template. */
export type Packed = Readonly<Record<'failure' | 'output' | 'excerpts' | 'instructions' | 'tried' | 'cut', string>>

/** What a failed edit may cost in the prompt: enough to see the idea, which is what must not be repeated. */
const longestDiff = 1200
/** The last ones are the most informed; a search may have tried hundreds. */
const mostTried = 5
/** Share of each part where everything together is too long; the excerpts get what the others leave. */
const share = { failure: 0.15, output: 0.25, instructions: 0.1, tried: 0.1 }

/**
 * Lays the evidence out for a model, every foreign text in its frame. It is within budget by construction; `room`
 * (characters) shrinks it further, by rule, for a model with a smaller window.
 */
export function packEvidence(evidence: Evidence, trials: readonly Trial[], frame: Frame, room = Infinity): Packed {
  const cut = evidence.cut.map((line) => oneLine(line, 200))
  const shorten = (name: keyof typeof share, text: string): string => {
    const fitted = headAndTail(text, room * share[name])
    if (fitted !== text) cut.push(`the middle of: ${name}`)
    return fitted
  }
  const failure = shorten('failure', failureText(evidence))
  const output = shorten('output', evidence.output)
  const instructions = shorten('instructions', evidence.instructions)
  const tried = shorten('tried', triedText(trials))
  const left = room - failure.length - output.length - instructions.length - tried.length
  const excerpts = excerptBlocks(evidence.excerpts, frame, left, cut)
  return {
    failure: frame.block('failure', failure),
    output: frame.block('output', output),
    excerpts: excerpts.length === 0 ? 'None could be found.' : excerpts.join('\n\n'),
    instructions: frame.block('guidance', instructions),
    tried: frame.block('tried', tried),
    cut: cut.length === 0 ? 'nothing.' : `\n${frame.block('left out', cut.join('\n'))}`,
  }
}

function failureText({ failure, culprit }: Evidence): string {
  const { test, location } = failure
  const lines = [
    `${failure.kind}: ${failure.title}`,
    `message: ${failure.message}`,
    failure.exception === undefined ? '' : `exception: ${failure.exception}`,
    test === undefined
      ? ''
      : `test: ${[test.suite, test.name].filter(Boolean).join(' > ')}${test.file ? ` (${test.file})` : ''}`,
    location === undefined ? '' : `place: ${location.file}${location.line === undefined ? '' : `:${location.line}`}`,
    ...failure.frames
      .filter((frame) => frame.inRepository)
      .slice(0, 12)
      .map((frame) => `frame: ${frame.file}:${frame.line ?? '?'}${frame.function ? ` in ${frame.function}` : ''}`),
    culprit?.how === 'bisect'
      ? `started failing with: ${culprit.commit.slice(0, 7)} (${oneLine(culprit.subject, 120)})`
      : '',
    failure.detail === failure.message ? '' : `\n${headAndTail(failure.detail, 4000)}`,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function triedText(trials: readonly Trial[]): string {
  const shown = trials.slice(-mostTried)
  const more = trials.length - shown.length
  const parts = shown.map(({ candidate, verdict, diff }) => {
    const head = `${candidate.strategy} (${candidate.by}): ${verdict.verdict}: ${oneLine(verdict.why, 300)}`
    return diff === '' ? head : `${head}\n${linesUpTo(diff, longestDiff)}`
  })
  return [more > 0 ? `${more} other edits, without success` : '', ...parts].filter((part) => part !== '').join('\n\n')
}

function excerptBlocks(excerpts: readonly Excerpt[], frame: Frame, room: number, cut: string[]): string[] {
  // Less than this shows no function whole, and half a function invites guesses.
  const least = 400
  const blocks: string[] = []
  let left = room
  for (const excerpt of excerpts) {
    const text = excerpt.text.length <= left ? excerpt.text : left >= least ? linesUpTo(excerpt.text, left) : ''
    if (text !== excerpt.text)
      cut.push(`code of ${oneLine(excerpt.path, 200)} from line ${lineAfter(excerpt, text)} on`)
    if (text === '') continue
    left -= text.length
    const label = `file ${oneLine(excerpt.path, 300)}, from line ${excerpt.firstLine} (${oneLine(excerpt.why, 120)})`
    blocks.push(frame.block(label, text))
  }
  return blocks
}

function lineAfter(excerpt: Excerpt, shown: string): number {
  return excerpt.firstLine + (shown === '' ? 0 : shown.split('\n').length)
}
