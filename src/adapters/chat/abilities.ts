import type { ChatMessage, ChatWishes } from '../../ports.js'
import { inDialect } from './dialect.js'
import type { Endpoint } from './endpoint.js'

/** What an endpoint is thought to understand: hoped for at first, given up one by one where it refuses. */
export interface Abilities {
  readonly stream: boolean
  readonly streamOptions: boolean
  readonly system: boolean
  readonly tools: boolean
  /** Answers that keep to a JSON Schema. */
  readonly schema: boolean
  readonly effort: string | undefined
  readonly maxField: 'max_tokens' | 'max_completion_tokens'
  readonly maxFieldTried: boolean
  /** The longest answer that it allows to be asked for. */
  readonly mostOutput: number
}

export function firstAbilities(endpoint: Endpoint, effort: string | undefined): Abilities {
  const openai = /(?:^|\.)openai\.(?:com|azure\.com)(?::|$)/.test(endpoint.host)
  return {
    stream: true,
    streamOptions: true,
    system: true,
    tools: true,
    schema: true,
    effort: effort === undefined || effort === '' ? undefined : effort,
    // OpenAI's newer models refuse the old name; others ignore the new one without a word, and then nothing is limited.
    maxField: openai ? 'max_completion_tokens' : 'max_tokens',
    maxFieldTried: false,
    mostOutput: Number.MAX_SAFE_INTEGER,
  }
}

const namesTools = /\btools?\b|\btool[-_ ](?:choice|use|calls?)|\bfunction[-_ ]?call/i
const namesSchema = /response_format|json[-_ ]?schema|structured|grammar/i

/** A server that cannot do it may say so with a status for something else: not found, not implemented, even its own fault. */
export function isAboutWishes(status: number, refusal: string): boolean {
  const text = refusal.slice(0, 2000)
  return [404, 405, 500, 501].includes(status) && (namesTools.test(text) || namesSchema.test(text))
}

/** What is left after a refusal that names something we sent; undefined where it names nothing that we can do without. */
export function fallBack(now: Abilities, refusal: string, wishes: ChatWishes): Abilities | undefined {
  const text = refusal.slice(0, 2000)
  if (now.tools && wishes.tools !== undefined && namesTools.test(text)) return { ...now, tools: false }
  if (now.schema && wishes.schema !== undefined && namesSchema.test(text)) return { ...now, schema: false }
  if (now.effort !== undefined && /reasoning[_. ]?effort|"reasoning"|\bthinking\b/i.test(text))
    return { ...now, effort: undefined }
  if (now.streamOptions && /stream_options|include_usage/i.test(text)) return { ...now, streamOptions: false }
  if (/max_(?:completion_)?tokens|completion tokens|output tokens/i.test(text)) return otherMaximum(now, text)
  if (now.system && /\b(?:system|developer)\b/i.test(text) && /role|message|instruction|prompt/i.test(text)) {
    return { ...now, system: false }
  }
  if (now.stream && /\bstream(?:ing)?\b/i.test(text)) return { ...now, stream: false }
  return undefined
}

function otherMaximum(now: Abilities, text: string): Abilities | undefined {
  const most = /(?:at most|maximum[a-z ]{0,20}|less than or equal to|<=|up to)[ :`'(]{0,3}([0-9]{2,7})/i.exec(text)?.[1]
  if (most !== undefined && Number(most) < now.mostOutput) return { ...now, mostOutput: Number(most) }
  if (now.maxFieldTried) return undefined
  const maxField = now.maxField === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
  return { ...now, maxField, maxFieldTried: true }
}

/** The request in an endpoint's own dialect. */
export function requestBody(
  model: string,
  messages: readonly ChatMessage[],
  maxOutputTokens: number,
  able: Abilities,
  wishes: ChatWishes,
) {
  const tools = able.tools ? wishes.tools : undefined
  const schema = able.schema ? wishes.schema : undefined
  return {
    model,
    messages: inDialect(messages, { system: able.system, tools: tools !== undefined }),
    [able.maxField]: Math.min(maxOutputTokens, able.mostOutput),
    ...(tools === undefined ? {} : { tools: tools.map(toolOf) }),
    ...(schema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } } }),
    ...(able.effort === undefined ? {} : { reasoning_effort: able.effort }),
    ...(able.stream ? { stream: true } : {}),
    ...(able.stream && able.streamOptions ? { stream_options: { include_usage: true } } : {}),
  }
}

function toolOf({ name, purpose, parameters }: NonNullable<ChatWishes['tools']>[number]) {
  return { type: 'function', function: { name, description: purpose, parameters } }
}
