import type { Candidate } from '../../domain.js'
import type { ChatReply, ChatWishes } from '../../ports.js'
import { oneLine } from '../../safe-text/visible.js'
import { cheapestFirst } from './alternatives.js'
import type { AnsweredEdits } from './answer-shape.js'
import type { Asker } from './ask.js'
import type { Spent } from './budget.js'
import { type Desk, openDesk } from './desk.js'
import type { ModelEnding } from './ending.js'
import { feedback, repeated, sameEdits, trialOf } from './feedback.js'
import { createOpening, type Opening } from './opening.js'
import { renderSection } from './prompt.js'
import { understood } from './reply.js'
import type { Setting } from './setting.js'
import { answerSchema, offers, type Wanted } from './wanted.js'

/** The first repeat gets a word about it; the second in a row says that nothing new will come. */
const mostRepeats = 1
/** One chance to write an unreadable answer once more. */
const mostBroken = 1

/**
 * The conversation: ask, read, hand the candidate out, learn from its trial, ask again. Candidates are data: what they
 * may touch is decided where they are tried.
 */
export async function* converse(setting: Setting, asker: Asker): AsyncGenerator<Candidate, ModelEnding | undefined> {
  const opening = createOpening(setting, asker)
  const desk = openDesk(setting.library, setting)
  let broken = 0
  let repeats = 0
  let counted = asker.spent()
  for (let turn = 0; turn < setting.maxTurns; turn++) {
    const asked = await opening.ask(wishesFor(setting, desk, broken))
    if (asked.kind === 'budget') return asked
    const answer = understood(asked.reply, setting, desk.isOpen)
    if (answer.kind === 'decline') return { kind: 'declined', reason: answer.reason }
    if (answer.kind === 'questions') {
      // Reading is bounded by the desk: a turn is an idea.
      turn--
      await tellAnswers(setting, opening, desk, asked.reply, answer.wanted)
      continue
    }
    if (answer.kind === 'nonsense') {
      if (++broken > mostBroken) return { kind: 'nonsense' }
      sendBack(setting, opening, asked.reply, answer.why)
      continue
    }
    broken = 0
    const fresh = newIn(setting, answer)
    if (fresh.length === 0) {
      if (++repeats > mostRepeats) return { kind: 'exhausted' }
      nameRepeat(setting, opening, asked.reply, answer)
      continue
    }
    repeats = 0
    // Each is an idea of its own.
    turn += fresh.length - 1
    for (const each of fresh) {
      const candidate = candidateOf(setting, each, counted, asker.spent())
      counted = asker.spent()
      yield candidate
      if (trialOf(candidate, setting.trials)?.verdict.verdict === 'healed') return undefined
    }
    tellTrials(setting, opening, asked.reply, fresh)
  }
  return { kind: 'exhausted' }
}

/** An answer that could not be read is asked for in a form that the endpoint itself holds the model to, if it can. */
function wishesFor({ library }: Setting, desk: Desk, broken: number): ChatWishes | undefined {
  if (broken > 0) return { schema: answerSchema }
  if (library === undefined) return undefined
  return { tools: desk.isOpen ? offers : offers.slice(-1) }
}

async function tellAnswers(
  { prompt }: Setting,
  opening: Opening,
  desk: Desk,
  reply: ChatReply,
  wanted: readonly Wanted[],
): Promise<void> {
  const answers = await desk.answer(wanted)
  const isCalled = (reply.calls ?? []).length > 0
  const told = isCalled ? answers : [renderSection(prompt, 'read', { answers: answers.join('\n\n') })]
  opening.addReading(reply, told, `asked for ${wanted.length === 1 ? 'something' : `${wanted.length} things`} to read`)
}

function sendBack({ prompt }: Setting, opening: Opening, reply: ChatReply, why: string): void {
  if (reply.finish === 'length') opening.allowLonger()
  // `why` is our own sentence, never the model's text.
  opening.add(reply, renderSection(prompt, 'malformed', { why }), 'could not be read')
}

/** The answers that were not tried yet, in the order in which they are tried. */
function newIn({ trials }: Setting, answer: AnsweredEdits): readonly AnsweredEdits[] {
  const fresh: AnsweredEdits[] = []
  for (const each of [answer, ...(answer.others ?? [])]) {
    const isKnown = trials.some((trial) => sameEdits(trial.candidate.edits, each.edits))
    if (!isKnown && !fresh.some(({ edits }) => sameEdits(edits, each.edits))) fresh.push(each)
  }
  return cheapestFirst(fresh)
}

function nameRepeat(
  { prompt, frame, trials }: Setting,
  opening: Opening,
  reply: ChatReply,
  answer: AnsweredEdits,
): void {
  const earlier = trials.findIndex(({ candidate }) => sameEdits(candidate.edits, answer.edits))
  const trial = trials[earlier]
  if (trial !== undefined) opening.add(reply, repeated(prompt, frame, trial, earlier + 1), 'a repeat')
}

function tellTrials(setting: Setting, opening: Opening, reply: ChatReply, answers: readonly AnsweredEdits[]): void {
  const tried = answers.map(({ edits }) =>
    setting.trials.findLast(({ candidate }) => sameEdits(candidate.edits, edits)),
  )
  const told = tried.map((trial, index) => `${whichOf(setting, answers, index)}${feedback(setting, trial)}`)
  opening.add(reply, told.join('\n\n'), tried.map((trial) => trial?.verdict.verdict ?? 'not tried').join(', '))
}

/** Which of several answers is spoken of; nothing where there is one. */
function whichOf({ frame }: Setting, answers: readonly AnsweredEdits[], index: number): string {
  if (answers.length === 1) return ''
  const paths = new Set(answers[index]?.edits.map(({ path }) => oneLine(path, 200)))
  const heading = `Answer ${index + 1} of ${answers.length}, the smallest change first.`
  return `${heading}\n${frame.block('edits of', [...paths].join('\n'))}\n\n`
}

function candidateOf({ by }: Setting, answer: AnsweredEdits, before: Spent, now: Spent): Candidate {
  const sure = answer.confidence === undefined ? '' : ` (confidence by its own word: ${answer.confidence})`
  return {
    strategy: 'model',
    by,
    edits: answer.edits,
    explanation: `${answer.reason}${sure}`,
    tokens: now.tokensIn + now.tokensOut - before.tokensIn - before.tokensOut,
    cost: now.cost - before.cost,
  }
}
