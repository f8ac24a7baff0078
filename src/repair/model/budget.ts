import type { Price } from './prices.js'

/** Hard limits of one run: tokens in and out together, US dollars, minutes since the run began. */
export interface Limits {
  readonly maxTokens: number
  readonly maxCost: number
  readonly maxMinutes: number
}

export type Limit = 'max-tokens' | 'max-cost' | 'max-minutes'

/** What was used so far. `promptRatio`: how far the endpoint's count of a prompt was above our estimate, at worst. */
export interface Spent {
  readonly calls: number
  readonly tokensIn: number
  readonly tokensOut: number
  readonly cost: number
  readonly promptRatio: number
}

export interface Tokens {
  readonly tokensIn: number
  readonly tokensOut: number
}

/** A call that is thought of: the estimate of its prompt, the output it would like, and when. */
export interface Ask {
  readonly promptTokens: number
  readonly wantedTokens: number
  readonly elapsedMinutes: number
}

export type Allowance =
  | { readonly kind: 'call'; readonly maxOutputTokens: number }
  | { readonly kind: 'budget'; readonly which: Limit }

export const nothingSpent: Spent = { calls: 0, tokensIn: 0, tokensOut: 0, cost: 0, promptRatio: 1 }

/** Fewer tokens than this cannot hold one edit with its reason. */
const leastOutput = 256
/** A tokenizer is hardly ever this much worse than the estimate; beyond it an endpoint's count says nothing on the next prompt. */
const worstRatio = 3

/**
 * Says whether a call may be made, and how long its answer may be: prompt and longest answer together stay inside
 * every limit. Where no price is known, tokens and minutes alone decide.
 */
export function allow(limits: Limits, spent: Spent, price: Price | undefined, ask: Ask): Allowance {
  if (!(ask.elapsedMinutes < limits.maxMinutes)) return { kind: 'budget', which: 'max-minutes' }
  const prompt = Math.ceil(ask.promptTokens * spent.promptRatio)
  const tokensLeft = limits.maxTokens - spent.tokensIn - spent.tokensOut - prompt
  if (!(tokensLeft >= leastOutput)) return { kind: 'budget', which: 'max-tokens' }
  const affordable = price === undefined ? tokensLeft : affordableOutput(limits, spent, price, prompt)
  if (!(affordable >= leastOutput)) return { kind: 'budget', which: 'max-cost' }
  return { kind: 'call', maxOutputTokens: Math.min(ask.wantedTokens, tokensLeft, affordable) }
}

function affordableOutput(limits: Limits, spent: Spent, price: Price, prompt: number): number {
  const left = (limits.maxCost - spent.cost) * 1e6 - prompt * price.input
  // A free model has no last affordable token.
  if (price.output === 0) return left >= 0 ? Number.MAX_SAFE_INTEGER : 0
  return Math.floor(left / price.output)
}

/** Adds a call. The larger of our count and the endpoint's counts: an endpoint may forget tokens, or count thinking that we cannot see. */
export function spend(spent: Spent, price: Price | undefined, estimate: Tokens, reported: Tokens): Spent {
  const tokensIn = Math.max(estimate.tokensIn, count(reported.tokensIn))
  const tokensOut = Math.max(estimate.tokensOut, count(reported.tokensOut))
  const ratio = estimate.tokensIn > 0 ? tokensIn / estimate.tokensIn : 1
  return {
    calls: spent.calls + 1,
    tokensIn: spent.tokensIn + tokensIn,
    tokensOut: spent.tokensOut + tokensOut,
    cost: spent.cost + costOf(price, { tokensIn, tokensOut }),
    promptRatio: Math.max(spent.promptRatio, Math.min(ratio, worstRatio)),
  }
}

/** US dollars; 0 where no price is known. */
export function costOf(price: Price | undefined, tokens: Tokens): number {
  if (price === undefined) return 0
  return (tokens.tokensIn * price.input + tokens.tokensOut * price.output) / 1e6
}

function count(reported: number): number {
  return Number.isSafeInteger(reported) && reported > 0 ? reported : 0
}
