import type { ChatReply } from '../../ports.js'
import { stripInvisible } from '../../safe-text/visible.js'
import { readAnswer } from './answer.js'
import { type Answer, cleanReason } from './answer-shape.js'
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
  if (answer.kind !== 'edits' || !answer.wholeLines) return answer
  return { ...answer, edits: answer.edits.map((edit) => asWholeLines(edit, evidence.sources)) }
}

function calledFor({ calls = [] }: ChatReply): Answer | undefined {
  if (calls.length === 0) return undefined
  const given = calls.filter(({ name }) => name === answerTool)
  const [first] = given
  if (first === undefined) return { kind: 'questions', wanted: calls.map(wantedOf) }
  if (given.length > 1) return { kind: 'nonsense', why: `it calls the tool ${answerTool} more than once` }
  const answer = readAnswer(first.input)
  // What stands in the tool's input is never prose: a no is said in words, outside of tools.
  return answer.kind === 'edits' || answer.kind === 'decline' ? answer : { kind: 'nonsense', why: whyOf(answer) }
}

function whyOf(answer: Answer): string {
  return answer.kind === 'nonsense' ? answer.why : 'the input of its tool call is no answer'
}
