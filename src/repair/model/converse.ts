import type { Candidate, Trial } from '../../domain.js'
import type { ChatReply } from '../../ports.js'
import { stripInvisible } from '../../safe-text/visible.js'
import { readAnswer } from './answer.js'
import { type Answer, type AnsweredEdits, cleanReason } from './answer-shape.js'
import type { Asker } from './ask.js'
import type { Spent } from './budget.js'
import type { ModelEnding } from './ending.js'
import { feedback, repeated, sameEdits, trialOf } from './feedback.js'
import { createOpening, type Opening } from './opening.js'
import { renderSection } from './prompt.js'
import type { Setting } from './setting.js'
import { asWholeLines } from './whole-lines.js'

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
  let broken = 0
  let repeats = 0
  let counted = asker.spent()
  for (let turn = 0; turn < setting.maxTurns; turn++) {
    const asked = await opening.ask()
    if (asked.kind === 'budget') return asked
    const answer = answerOf(asked.reply, setting)
    if (answer.kind === 'decline') return { kind: 'declined', reason: answer.reason }
    if (answer.kind === 'nonsense') {
      if (++broken > mostBroken) return { kind: 'nonsense' }
      sendBack(setting, opening, asked.reply, answer.why)
      continue
    }
    broken = 0
    const earlier = setting.trials.findIndex((trial) => sameEdits(trial, answer.edits))
    if (earlier >= 0) {
      if (++repeats > mostRepeats) return { kind: 'exhausted' }
      nameRepeat(setting, opening, asked.reply, earlier)
      continue
    }
    repeats = 0
    const candidate = candidateOf(setting, answer, counted, asker.spent())
    counted = asker.spent()
    yield candidate
    const trial = trialOf(candidate, setting.trials)
    if (trial?.verdict.verdict === 'healed') return undefined
    tellTrial(setting, opening, asked.reply, trial)
  }
  return { kind: 'exhausted' }
}

function answerOf(reply: ChatReply, { evidence }: Setting): Answer {
  if (reply.finish === 'refusal' || reply.finish === 'content_filter') {
    const said = stripInvisible(reply.content).trim()
    return { kind: 'decline', reason: said === '' ? `the endpoint refused (${reply.finish})` : cleanReason(said) }
  }
  // A cut answer may hold whole blocks, but not all of them: a part of a fix is never tried.
  if (reply.finish === 'length') return { kind: 'nonsense', why: 'it was cut off at its longest length; be shorter' }
  const answer = readAnswer(reply.content)
  if (answer.kind !== 'edits' || !answer.wholeLines) return answer
  return { ...answer, edits: answer.edits.map((edit) => asWholeLines(edit, evidence.sources)) }
}

function sendBack({ prompt }: Setting, opening: Opening, reply: ChatReply, why: string): void {
  if (reply.finish === 'length') opening.allowLonger()
  // `why` is our own sentence, never the model's text.
  opening.add(reply.content, renderSection(prompt, 'malformed', { why }), 'could not be read')
}

function nameRepeat({ prompt, frame, trials }: Setting, opening: Opening, reply: ChatReply, earlier: number): void {
  const trial = trials[earlier]
  if (trial !== undefined) opening.add(reply.content, repeated(prompt, frame, trial, earlier + 1), 'a repeat')
}

function tellTrial({ prompt, frame, evidence }: Setting, opening: Opening, reply: ChatReply, trial?: Trial): void {
  opening.add(reply.content, feedback(prompt, frame, evidence, trial), trial?.verdict.verdict ?? 'not tried')
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
