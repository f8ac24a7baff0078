import type { Edit } from '../../domain.js'
import { type Answer, cleanReason } from './answer-shape.js'
import { type Json, readJson } from './json.js'

/** Prose may hold braces of code; this many places are tried, so that the cost stays a small multiple of the length. */
const mostStarts = 40

type JsonObject = ReadonlyMap<string, Json>

/** Reads the one JSON object of an answer, with or without prose around it. `undefined` where there is none. */
export function readAnswerObject(text: string): Answer | undefined {
  const found: JsonObject[] = []
  let complaint: string | undefined
  let at = text.indexOf('{')
  for (let tries = 0; at >= 0 && tries < mostStarts; tries++) {
    const result = readJson(text, at)
    if (result.kind === 'value' && isAnswer(result.value)) found.push(result.value)
    if (result.kind === 'error' && looksLikeAnswer(text, at)) complaint ??= result.why
    at = text.indexOf('{', result.kind === 'value' ? result.end : at + 1)
  }
  const [only, ...more] = found
  if (more.length > 0) return { kind: 'nonsense', why: 'it has more than one JSON answer' }
  if (complaint !== undefined) return { kind: 'nonsense', why: complaint }
  return only === undefined ? undefined : answerOf(only)
}

function isAnswer(value: Json): value is JsonObject {
  return value instanceof Map && (value.has('edits') || value.has('decline'))
}

function looksLikeAnswer(text: string, at: number): boolean {
  return /^\{\s{0,80}"(?:edits|decline|reason|confidence|__proto__)"/.test(text.slice(at, at + 120))
}

function answerOf(object: JsonObject): Answer {
  const nonsense = (why: string): Answer => ({ kind: 'nonsense', why })
  const decline = object.get('decline')
  if (decline !== undefined) {
    if (object.size > 1 || typeof decline !== 'string') return nonsense('its JSON decline is not one text alone')
    return { kind: 'decline', reason: cleanReason(decline) }
  }
  if ([...object.keys()].some((key) => !['edits', 'reason', 'confidence'].includes(key))) {
    return nonsense('its JSON has a field that is not edits, reason, confidence or decline')
  }
  const edits = editsOf(object.get('edits'))
  if (edits === undefined)
    return nonsense('its JSON edits are not a list of objects with the texts path, search and replace')
  const reason = object.get('reason') ?? ''
  const confidence = object.get('confidence')
  if (typeof reason !== 'string') return nonsense('its JSON reason is not a text')
  if (confidence === undefined || confidence === null)
    return { kind: 'edits', edits, wholeLines: false, reason: cleanReason(reason) }
  if (typeof confidence !== 'number' || confidence < 0 || confidence > 1) {
    return nonsense('its JSON confidence is not a number from 0 to 1')
  }
  return { kind: 'edits', edits, wholeLines: false, reason: cleanReason(reason), confidence }
}

function editsOf(list: Json | undefined): readonly Edit[] | undefined {
  if (!Array.isArray(list)) return undefined
  const edits: Edit[] = []
  for (const item of list as readonly Json[]) {
    if (!(item instanceof Map) || item.size !== 3) return undefined
    const path = item.get('path')
    const search = item.get('search')
    const replace = item.get('replace')
    if (typeof path !== 'string' || typeof search !== 'string' || typeof replace !== 'string') return undefined
    edits.push({ path, search, replace })
  }
  return edits
}
