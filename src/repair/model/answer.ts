import { mostAlternatives, partsOf } from './alternatives.js'
import { readAnswerObject } from './answer-object.js'
import { type Answer, cleanReason } from './answer-shape.js'
import { readBlocks } from './blocks.js'
import { wantedIn } from './wanted.js'

/** The largest fix that policy lets through is far smaller; this only bounds the work of reading. */
const longestAnswer = 262_144
const mostEdits = 20
/** PATH_MAX on Linux. */
const longestPath = 4096

/** Reads an answer: blocks, a DECLINE line, or one JSON object. All else is nonsense, with the reason in plain words. */
export function readAnswer(raw: string): Answer {
  if (raw.length > longestAnswer) return { kind: 'nonsense', why: `it is longer than ${longestAnswer} characters` }
  const text = afterThinking(raw.replace(/\r\n?/g, '\n'))
  const [first = '', ...others] = partsOf(text)
  return together([first, ...others].map(readOne))
}

/** The first that can be read, with the others that can: one that is broken is no reason to ask for all of them again. */
export function together(answers: readonly Answer[]): Answer {
  const edits = answers.filter((each) => each.kind === 'edits')
  const [first, ...others] = edits.slice(0, mostAlternatives)
  if (first === undefined) return answers[0] ?? { kind: 'nonsense', why: 'it is empty' }
  return others.length === 0 ? first : { ...first, others }
}

function readOne(text: string): Answer {
  const answer =
    readBlockAnswer(text) ??
    readDecline(text.split('\n')) ??
    readAnswerObject(text) ??
    readQuestions(text) ??
    readRefusal(text)
  if (answer === undefined) {
    return { kind: 'nonsense', why: 'it has neither a SEARCH/REPLACE block, nor a DECLINE line, nor a JSON object' }
  }
  return answer.kind === 'edits' ? checkEdits(answer) : answer
}

/** Local reasoning models print their thinking into the answer; drafts of blocks in it are not the answer. */
function afterThinking(text: string): string {
  const end = text.lastIndexOf('</think>')
  return end < 0 ? text : text.slice(end + '</think>'.length)
}

function readBlockAnswer(text: string): Answer | undefined {
  const blocks = readBlocks(text)
  if (blocks === undefined) return undefined
  if (blocks.kind === 'malformed') return { kind: 'nonsense', why: blocks.why }
  if (readDecline(blocks.rest) !== undefined) return { kind: 'nonsense', why: 'it has edits and a DECLINE line' }
  const confidence = confidenceOf(blocks.rest)
  return {
    kind: 'edits',
    edits: blocks.edits,
    wholeLines: true,
    reason: cleanReason(labelled(blocks.rest, 'REASON') ?? proseOf(blocks.rest)),
    ...(confidence === undefined ? {} : { confidence }),
  }
}

function readDecline(lines: readonly string[]): Answer | undefined {
  const reason = labelled(lines, 'DECLINE')
  return reason === undefined ? undefined : { kind: 'decline', reason: cleanReason(reason) }
}

/** The text after `LABEL:` at the start of a line, with the lines that follow up to a blank line or another label. */
function labelled(lines: readonly string[], label: string): string | undefined {
  const start = lines.findIndex((line) => labelOf(line) === label)
  if (start < 0) return undefined
  const first = lines[start] ?? ''
  const parts = [first.slice(first.indexOf(':') + 1)]
  for (const line of lines.slice(start + 1, start + 12)) {
    if (line.trim() === '' || line.startsWith('```') || labelOf(line) !== undefined) break
    parts.push(line)
  }
  return parts.join(' ').replaceAll('**', '').replace(/`$/, '').trim()
}

function labelOf(line: string): string | undefined {
  return /^[ \t*#>`-]{0,8}(REASON|CONFIDENCE|DECLINE|PATH|FILE)[*`]{0,3}[ \t]{0,4}:/.exec(line.slice(0, 64))?.[1]
}

function confidenceOf(lines: readonly string[]): number | undefined {
  const match = /^([0-9]{1,3}(?:\.[0-9]{1,6})?)[ ]?(%?)(?![\w.])/.exec((labelled(lines, 'CONFIDENCE') ?? '').trim())
  if (match === null) return undefined
  const value = Number(match[1]) / (match[2] === '%' ? 100 : 1)
  return value <= 1 ? value : undefined
}

function proseOf(lines: readonly string[]): string {
  const prose = lines.filter((line) => !line.startsWith('```') && labelOf(line) === undefined)
  return prose.slice(0, 40).join(' ')
}

function readQuestions(text: string): Answer | undefined {
  const wanted = wantedIn(text)
  return wanted.length === 0 ? undefined : { kind: 'questions', wanted }
}

/** An empty answer and "I cannot" are a no, not a broken answer: asking again costs and seldom helps. */
function readRefusal(text: string): Answer | undefined {
  const start = text.trim().slice(0, 400)
  if (start === '') return { kind: 'decline', reason: 'the model gave an empty answer' }
  const refused =
    /^(?:i(?:['’]m| am) (?:sorry|unable)|(?:i(?:['’]m| am) )?sorry,|i can(?:['’]t|not| not)|i won['’]t|as an ai)\b/i.test(
      start,
    )
  return refused ? { kind: 'decline', reason: cleanReason(start) } : undefined
}

function checkEdits(answer: Extract<Answer, { kind: 'edits' }>): Answer {
  const { edits } = answer
  const nonsense = (why: string): Answer => ({ kind: 'nonsense', why })
  if (edits.length === 0) return nonsense('its list of edits is empty')
  if (edits.length > mostEdits) return nonsense(`it has more than ${mostEdits} edits`)
  if (edits.some((edit) => edit.path === '' || edit.path.length > longestPath))
    return nonsense('an edit has no usable path')
  const idle = edits.findIndex(
    (edit) => edit.search === edit.replace || (edit.search === '' && edit.replace.trim() === ''),
  )
  if (idle >= 0) return nonsense(`edit ${idle + 1} changes nothing`)
  return answer
}
