import type { ChatMessage } from '../../ports.js'
import type { Endpoint } from './endpoint.js'

/** What an endpoint is thought to understand: hoped for at first, given up one by one where it refuses. */
export interface Abilities {
  readonly stream: boolean
  readonly streamOptions: boolean
  readonly system: boolean
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
    effort: effort === undefined || effort === '' ? undefined : effort,
    // OpenAI's newer models refuse the old name; others ignore the new one without a word, and then nothing is limited.
    maxField: openai ? 'max_completion_tokens' : 'max_tokens',
    maxFieldTried: false,
    mostOutput: Number.MAX_SAFE_INTEGER,
  }
}

/** What is left after a refusal that names something we sent; undefined where it names nothing that we can do without. */
export function fallBack(now: Abilities, refusal: string): Abilities | undefined {
  const text = refusal.slice(0, 2000)
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
export function requestBody(model: string, messages: readonly ChatMessage[], maxOutputTokens: number, able: Abilities) {
  return {
    model,
    messages: able.system ? [...messages] : withoutSystem(messages),
    [able.maxField]: Math.min(maxOutputTokens, able.mostOutput),
    ...(able.effort === undefined ? {} : { reasoning_effort: able.effort }),
    ...(able.stream ? { stream: true } : {}),
    ...(able.stream && able.streamOptions ? { stream_options: { include_usage: true } } : {}),
  }
}

/** The rules stand before the first question instead. */
function withoutSystem(messages: readonly ChatMessage[]): ChatMessage[] {
  const rules = messages.filter(({ role }) => role === 'system').map(({ content }) => content)
  const others = messages.filter(({ role }) => role !== 'system')
  const [first, ...rest] = others
  if (first === undefined) return [{ role: 'user', content: rules.join('\n\n') }]
  return [{ role: first.role, content: [...rules, first.content].join('\n\n') }, ...rest]
}
