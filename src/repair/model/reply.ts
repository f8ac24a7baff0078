import type { ChatReply } from '../../ports.js'
import { stripInvisible } from '../../safe-text/visible.js'
import { readAnswer, together } from './answer.js'
import { type Answer, type AnsweredEdits, cleanReason } from './answer-shape.js'
import type { Setting } from './setting.js'
import { answerTool, wantedOf } from './wanted.js'
import { asWholeLines } from './whole-lines.js'

/** What a reply says, in whichever of the forms: tools, blocks, JSON, or a line. */
export function understood(reply: ChatReply, { evidence }: Setting, mayRead: boolean): Answer {
  if (reply.finish === 'refusal' || reply.finish === 'content_filter') {
    const said = stripInvisible(reply.content).trim()
    return { kind: 'decline', reason: said === '' ? `the endpoint refused (${reply.finish})` : cleanReason(said) }
  }
  // A cut answer may hold whole blocks, but not all of them: a part of a fix is never tried.
  if (reply.finish === 'length') return { kind: 'nonsense', why: 'it was cut off at its longest length; be shorter' }
  const answer = calledFor(reply) ?? readAnswer(reply.content)
  if (answer.kind === 'questions' && !mayRead)
    return { kind: 'nonsense', why: 'it asks for more to read, and there is no more to read' }
  if (answer.kind !== 'edits') return answer
  const whole = (each: AnsweredEdits): AnsweredEdits =>
    each.wholeLines ? { ...each, edits: each.edits.map((edit) => asWholeLines(edit, evidence.sources)) } : each
  return answer.others === undefined ? whole(answer) : { ...whole(answer), others: answer.others.map(whole) }
}

function calledFor({ calls = [] }: ChatReply): Answer | undefined {
  if (calls.length === 0) return undefined
  const given = calls.filter(({ name }) => name === answerTool)
  if (given.length === 0) return { kind: 'questions', wanted: calls.map(wantedOf) }
  // Each call is an answer of its own: that is how tools say what the line ALTERNATIVE says in text.
  const answer = together(given.map(({ input }) => readAnswer(input)))
  // What stands in the tool's input is never prose: a no is said in words, outside of tools.
  return answer.kind === 'edits' || answer.kind === 'decline' ? answer : { kind: 'nonsense', why: whyOf(answer) }
}

function whyOf(answer: Answer): string {
  return answer.kind === 'nonsense' ? answer.why : 'the input of its tool call is no answer'
}
