import OpenAI from 'openai'
import type { ChatMessage, ChatReply, ChatWishes } from '../../ports.js'
import { type Abilities, requestBody } from './abilities.js'
import type { Endpoint } from './endpoint.js'
import { createExchange, type Exchange } from './exchange.js'
import { type Fault, sentenceIn, waitAsked } from './faults.js'
import { charactersPerToken, readResponse, replyOf } from './reply.js'
import { startWatch, type Watch, type WatchLimits } from './watch.js'

export interface Attempt {
  readonly endpoint: Endpoint
  readonly apiKey: string
  readonly model: string
  readonly messages: readonly ChatMessage[]
  readonly maxOutputTokens: number
  readonly wishes: ChatWishes
  readonly able: Abilities
  readonly limits: Omit<WatchLimits, 'mostBytes'>
  readonly now: Date
}

export type Attempted =
  | { readonly kind: 'reply'; readonly reply: ChatReply }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'redirect'; readonly host: string }

/** A streamed token comes in an event of its own, of some 300 bytes and seldom more than this. */
const bytesPerToken = 1024
/** What an endpoint may send beside tokens. */
const baseBytes = 1_048_576

/** One HTTP exchange, no retry. */
export async function attempt(call: Attempt): Promise<Attempted> {
  const watch = startWatch({
    ...call.limits,
    mostBytes: baseBytes + call.maxOutputTokens * (bytesPerToken + charactersPerToken),
  })
  const exchange = createExchange(watch, call.apiKey)
  try {
    return await exchangeOnce(call, watch, exchange)
  } catch (error) {
    return ended(watch) ?? failed(exchange, error, call.now)
  } finally {
    watch.stop()
  }
}

async function exchangeOnce(call: Attempt, watch: Watch, exchange: Exchange): Promise<Attempted> {
  const { model, messages, maxOutputTokens, able, wishes } = call
  const client = clientOf(call, exchange)
  const body = requestBody(model, messages, maxOutputTokens, able, wishes)
  const response = await client
    .post('/chat/completions', { body, stream: able.stream, signal: watch.signal })
    .asResponse()
  const abort = new AbortController()
  const result = await readResponse(response, client, maxOutputTokens, abort)
  if (result.kind === 'page')
    return { kind: 'fault', fault: { status: 200, said: '', page: true, retryAfter: undefined } }
  if (result.kind === 'error') {
    // An error inside a good answer has no status of its own; providers write it for an overload behind them.
    const status = /overload|unavailable|internal|timed? ?out|rate.?limit/i.test(result.text) ? 503 : 400
    return { kind: 'fault', fault: { status, said: sentenceIn(result.text), page: false, retryAfter: undefined } }
  }
  const tripped = watch.tripped()
  // Some servers fail so on a prompt that is too long, and only say it where nothing is streamed.
  if (able.stream && tripped === undefined && exchange.sawNothing())
    return { kind: 'fault', fault: { status: 400, said: 'an empty stream', page: false, retryAfter: undefined } }
  const reply = replyOf(result.read, {
    complete: exchange.sawEnd() && (result.read.content !== '' || result.read.calls.length > 0),
  })
  if (tripped === undefined) return { kind: 'reply', reply }
  return { kind: 'reply', reply: { ...reply, finish: wordOf(tripped) } }
}

function clientOf({ endpoint }: Attempt, exchange: Exchange): OpenAI {
  return new OpenAI({
    // The key is put on by the exchange, which knows the host; the client needs a value, and its debug output might show it.
    apiKey: 'unused',
    adminAPIKey: null,
    organization: null,
    project: null,
    baseURL: endpoint.baseUrl,
    defaultQuery: { ...endpoint.query },
    maxRetries: 0,
    // Time is kept by the watch, which sees every byte.
    timeout: 86_400_000,
    logLevel: 'off',
    fetch: exchange.fetch,
  })
}

/** What had come when the watch tripped is lost here; it was billed all the same, so this is not a fault to retry freely. */
function ended(watch: Watch): Attempted | undefined {
  const tripped = watch.tripped()
  if (tripped === undefined) return undefined
  return { kind: 'reply', reply: { content: '', tokensIn: 0, tokensOut: 0, finish: wordOf(tripped) } }
}

function wordOf(tripped: 'first' | 'idle' | 'total' | 'deadline' | 'too-big'): string {
  if (tripped === 'too-big') return 'length'
  return tripped === 'deadline' ? 'deadline' : 'interrupted'
}

function failed(exchange: Exchange, error: unknown, now: Date): Attempted {
  const host = exchange.redirectedTo()
  if (host !== undefined) return { kind: 'redirect', host }
  const refusal = exchange.refusal()
  if (refusal === undefined)
    return { kind: 'fault', fault: { status: 0, said: networkCode(error), page: false, retryAfter: undefined } }
  const page = refusal.type.includes('text/html') || /^\s{0,100}<(?:!doctype|html)/i.test(refusal.text)
  const retryAfter = waitAsked(refusal.retryAfter, refusal.retryAfterMs, now)
  return {
    kind: 'fault',
    fault: { status: refusal.status, said: page ? '' : sentenceIn(refusal.text), page, retryAfter },
  }
}

/** The network's code, for example ECONNREFUSED, from the innermost cause that has one. */
function networkCode(error: unknown): string {
  let code = ''
  let at: unknown = error
  for (let depth = 0; depth < 6 && at instanceof Error; depth++) {
    if ('code' in at && typeof at.code === 'string') code = at.code
    at = at.cause
  }
  return code
}
