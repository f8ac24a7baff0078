import { BrokenWorld } from '../domain.js'
import type { ChatReply, ChatWishes, Clock, Model } from '../ports.js'
import { oneLine } from '../safe-text/visible.js'
import { type Abilities, fallBack, firstAbilities, isAboutWishes } from './chat/abilities.js'
import { type Attempt, attempt } from './chat/attempt.js'
import { type Endpoint, readEndpoint } from './chat/endpoint.js'
import { type Circumstance, endOf, type Fault, isPassing, isTooLong } from './chat/faults.js'
import type { Timeouts } from './chat/watch.js'

export { hostOf, isOnThisMachine } from './chat/endpoint.js'

export interface ChatOptions {
  readonly model: string
  /** Empty where the server wants none. It goes to the host of `baseUrl` alone, and into no error. */
  readonly apiKey: string
  /** An address, or a preset's name; empty: the OpenAI API. */
  readonly baseUrl: string
  readonly reasoningEffort?: string
  readonly clock: Clock
  /** Milliseconds. */
  readonly timeouts?: Partial<Timeouts>
  /** When the whole run must be over: no call goes on beyond it. */
  readonly deadline?: Date
}

/** A minute without a byte is a dead connection; ten minutes are longer than any single answer is worth. */
const usualTimeouts: Timeouts = { idle: 60_000, first: 60_000, total: 600_000 }
/** Models that think send nothing until they are done. */
const thinkingFirst = 300_000
const thinkingModel = /(?:^|\/)(?:o[1-9]\b|gpt-5|deepseek-reasoner)|thinking|-r1\b/i
/** Retries of calls that were refused, and so cost nothing. */
const mostRetries = 2
const firstBackoff = 1000
const backoffFactor = 4

interface Until {
  readonly time: number
  readonly leftFor: 'total' | 'deadline'
}

type Next =
  | { readonly kind: 'too-long' }
  | { readonly kind: 'less'; readonly able: Abilities }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'end' }

/**
 * A chat-completions endpoint behind the port `Model`, through the `openai` client. What the endpoint turns out not to
 * understand is left out from then on.
 * @throws BrokenWorld('error-config') at once where `baseUrl` or `model` cannot be meant
 */
export function openChat(options: ChatOptions): Model {
  if (options.model.trim() === '') {
    throw new BrokenWorld('error-config', 'input model is empty', 'name a model that the endpoint offers')
  }
  const endpoint = readEndpoint(options.baseUrl)
  let able = firstAbilities(endpoint, options.reasoningEffort)
  let first = true
  return {
    name: options.model,
    async complete(messages, maxOutputTokens, wishes = {}) {
      const until = untilWhen(options)
      for (let retries = 0; ; ) {
        const attempted = await attempt(
          attemptOf(options, endpoint, able, { messages, maxOutputTokens, until, wishes }),
        )
        if (attempted.kind === 'reply') {
          first = false
          return attempted.reply
        }
        if (attempted.kind === 'redirect') throw redirected(endpoint.host, attempted.host)
        const next = whatNext(attempted.fault, able, retries, wishes)
        if (next.kind === 'too-long') return tooLong(attempted.fault, options)
        if (next.kind === 'less') able = next.able
        else {
          // Waiting beyond the end would find nobody to answer to.
          const inTime = next.kind === 'wait' && options.clock.now().getTime() + next.milliseconds < until.time
          if (!inTime) throw endOf(attempted.fault, circumstance(options, endpoint, first))
          await options.clock.sleep(next.milliseconds)
          retries++
        }
      }
    },
  }
}

function untilWhen({ clock, timeouts, deadline }: ChatOptions): Until {
  const total = clock.now().getTime() + (timeouts?.total ?? usualTimeouts.total)
  if (deadline === undefined || deadline.getTime() > total) return { time: total, leftFor: 'total' }
  return { time: deadline.getTime(), leftFor: 'deadline' }
}

function attemptOf(
  options: ChatOptions,
  endpoint: Endpoint,
  able: Abilities,
  call: Pick<Attempt, 'messages' | 'maxOutputTokens' | 'wishes'> & { readonly until: Until },
): Attempt {
  const { model, apiKey, timeouts, clock } = options
  const now = clock.now()
  const thinks = able.effort !== undefined || thinkingModel.test(model)
  const first = timeouts?.first ?? (thinks ? thinkingFirst : usualTimeouts.first)
  const idle = timeouts?.idle ?? usualTimeouts.idle
  const { messages, maxOutputTokens, until, wishes } = call
  const left = until.time - now.getTime()
  return {
    endpoint,
    apiKey,
    model,
    messages,
    maxOutputTokens,
    wishes,
    able,
    now,
    limits: { first, idle, left, leftFor: until.leftFor },
  }
}

function whatNext(fault: Fault, able: Abilities, retries: number, wishes: ChatWishes): Next {
  if (isTooLong(fault)) return { kind: 'too-long' }
  const isOurs = fault.status === 400 || fault.status === 422 || isAboutWishes(fault.status, fault.said)
  const less = isOurs ? fallBack(able, fault.said, wishes) : undefined
  if (less !== undefined) return { kind: 'less', able: less }
  if (!isPassing(fault) || retries >= mostRetries) return { kind: 'end' }
  return { kind: 'wait', milliseconds: fault.retryAfter ?? firstBackoff * backoffFactor ** retries }
}

/** A value, since the caller can act on it: it knows what may be left out. */
function tooLong(fault: Fault, options: ChatOptions): ChatReply {
  const said = oneLine(maskOf(options.apiKey)(fault.said), 300)
  return { content: said, tokensIn: 0, tokensOut: 0, finish: 'context_length_exceeded' }
}

function redirected(host: string, to: string): BrokenWorld {
  return new BrokenWorld(
    'error-config',
    `${host} redirects to ${oneLine(to, 100)}, and the key goes to no other host`,
    'give the final address as base-url',
  )
}

function circumstance({ model, apiKey }: ChatOptions, { host }: Endpoint, first: boolean): Circumstance {
  return { host, model: oneLine(model, 100), hasKey: apiKey !== '', first, mask: maskOf(apiKey) }
}

/** Providers quote a part of the key in their refusals, with stars in it or without. */
function maskOf(apiKey: string): (text: string) => string {
  return (text) => {
    const whole = apiKey === '' ? text : text.split(apiKey).join('***')
    return whole.replace(/\b(?:(?:sk|pk|key|gsk|xai|hf)[-_]|AIza)[-_A-Za-z0-9*.]{4,120}/g, '***')
  }
}
