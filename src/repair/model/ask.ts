import { BrokenWorld } from '../../domain.js'
import type { ChatMessage, ChatReply, ChatWishes, Model } from '../../ports.js'
import { allow, type Limit, type Limits, nothingSpent, type Spent, spend } from './budget.js'
import type { Price } from './prices.js'
import type { Left } from './sampling.js'
import { estimateMessages, estimateReply, estimateTokens } from './tokens.js'

/** The limits of the run, and what is needed to know where it stands against them. */
export interface ModelBudget extends Limits {
  /** When the run began: `maxMinutes` counts from here. */
  readonly startedAt: Date
  now(): Date
  /** Absent: looked up by the model's name; where that is unknown too, tokens alone are counted. */
  readonly price?: Price
}

export type Asked =
  | { readonly kind: 'reply'; readonly reply: ChatReply }
  | { readonly kind: 'budget'; readonly which: Limit }
  /** `said` is the endpoint's sentence, which often names the size of the window. */
  | { readonly kind: 'too-long'; readonly said: string }

/** The one place where a call is made: asked of the budget before, entered into it afterwards. */
export interface Asker {
  ask(messages: readonly ChatMessage[], wantedTokens: number, wishes?: ChatWishes): Promise<Asked>
  spent(): Spent
  /** What an answer to these messages may have. */
  left(messages: readonly ChatMessage[]): Left
}

/** A stream that breaks off was paid for, so going on is a new call to the budget; twice is a hiccup, more is a broken endpoint. */
const mostInterruptions = 2

/** More than any answer is asked to have: what is left is not cut by it. */
const mostOutput = 100_000

export function createAsker(model: Model, budget: ModelBudget, price: Price | undefined): Asker {
  let spent = nothingSpent
  const elapsedMinutes = (): number => (budget.now().getTime() - budget.startedAt.getTime()) / 60_000
  const callOnce = async (
    messages: readonly ChatMessage[],
    wantedTokens: number,
    wishes: ChatWishes | undefined,
  ): Promise<Asked> => {
    const promptTokens =
      estimateMessages(messages) + (wishes === undefined ? 0 : estimateTokens(JSON.stringify(wishes)))
    const allowance = allow(budget, spent, price, { promptTokens, wantedTokens, elapsedMinutes: elapsedMinutes() })
    if (allowance.kind === 'budget') return allowance
    const reply = await model.complete(messages, allowance.maxOutputTokens, wishes)
    if (reply.finish === 'context_length_exceeded') return { kind: 'too-long', said: reply.content }
    spent = spend(spent, price, { tokensIn: promptTokens, tokensOut: estimateReply(reply) }, reply)
    return reply.finish === 'deadline' ? { kind: 'budget', which: 'max-minutes' } : { kind: 'reply', reply }
  }
  return {
    spent: () => spent,
    left(messages) {
      const ask = {
        promptTokens: estimateMessages(messages),
        wantedTokens: mostOutput,
        elapsedMinutes: elapsedMinutes(),
      }
      const allowance = allow(budget, spent, price, ask)
      const tokens = allowance.kind === 'call' ? allowance.maxOutputTokens : 0
      return { tokens, seconds: Math.max(0, (budget.maxMinutes - ask.elapsedMinutes) * 60) }
    },
    async ask(messages, wantedTokens, wishes) {
      for (let interruptions = 0; ; interruptions++) {
        const asked = await callOnce(messages, wantedTokens, wishes)
        if (asked.kind !== 'reply' || asked.reply.finish !== 'interrupted') return asked
        if (interruptions === mostInterruptions) throw interrupted(model.name)
      }
    },
  }
}

function interrupted(name: string): BrokenWorld {
  return new BrokenWorld(
    'error-model',
    `the model ${name} broke off or stopped sending in the middle of its answer, ${mostInterruptions + 1} times`,
    'try again later, or use another endpoint; nothing was changed',
  )
}
