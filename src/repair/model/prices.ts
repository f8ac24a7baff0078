/** US dollars per million tokens. */
export interface Price {
  readonly input: number
  readonly output: number
}

/**
 * List prices for prompts under 200,000 tokens, without discounts for caching: the most that a call can cost.
 * From the public catalogue models.dev, as it stood at this date. Providers change them without notice.
 */
export const pricesAsOf = '2026-07-01'

const prices: Readonly<Record<string, Price>> = {
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-5-codex': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-5-pro': { input: 15, output: 120 },
  'gpt-5.1-codex-max': { input: 1.25, output: 10 },
  'gpt-5.1-codex-mini': { input: 0.25, output: 2 },
  'gpt-5.1-codex': { input: 1.25, output: 10 },
  'gpt-5.1': { input: 1.25, output: 10 },
  'gpt-5.2-codex': { input: 1.75, output: 14 },
  'gpt-5.2-pro': { input: 21, output: 168 },
  'gpt-5.2': { input: 1.75, output: 14 },
  'gpt-5.3-codex': { input: 1.75, output: 14 },
  'gpt-5.4-mini': { input: 0.75, output: 4.5 },
  'gpt-5.4-nano': { input: 0.2, output: 1.25 },
  'gpt-5.4-pro': { input: 30, output: 180 },
  'gpt-5.4': { input: 2.5, output: 15 },
  'gpt-5.5-pro': { input: 30, output: 180 },
  'gpt-5.5': { input: 5, output: 30 },
  'gpt-5': { input: 1.25, output: 10 },
  o1: { input: 15, output: 60 },
  'o3-mini': { input: 1.1, output: 4.4 },
  'o3-pro': { input: 20, output: 80 },
  o3: { input: 2, output: 8 },
  'o4-mini': { input: 1.1, output: 4.4 },
  'claude-fable-5': { input: 10, output: 50 },
  'claude-haiku-4-5': { input: 1, output: 5 },
  'claude-opus-4-0': { input: 15, output: 75 },
  'claude-opus-4-1': { input: 15, output: 75 },
  'claude-opus-4-5': { input: 5, output: 25 },
  'claude-opus-4-6': { input: 5, output: 25 },
  'claude-opus-4-7': { input: 5, output: 25 },
  'claude-opus-4-8': { input: 5, output: 25 },
  'claude-sonnet-4-0': { input: 3, output: 15 },
  'claude-sonnet-4-5': { input: 3, output: 15 },
  'claude-sonnet-4-6': { input: 3, output: 15 },
  'claude-sonnet-5': { input: 2, output: 10 },
  'gemini-2.5-flash-lite': { input: 0.1, output: 0.4 },
  'gemini-2.5-flash': { input: 0.3, output: 2.5 },
  'gemini-2.5-pro': { input: 1.25, output: 10 },
  'gemini-3-flash-preview': { input: 0.5, output: 3 },
  'gemini-3.1-flash-lite': { input: 0.25, output: 1.5 },
  'gemini-3.1-pro-preview': { input: 2, output: 12 },
  'gemini-3.5-flash': { input: 1.5, output: 9 },
  'gemini-flash-latest': { input: 0.3, output: 2.5 },
  'gemini-flash-lite-latest': { input: 0.1, output: 0.4 },
  'deepseek-chat': { input: 0.14, output: 0.28 },
  'deepseek-reasoner': { input: 0.14, output: 0.28 },
  'deepseek-v4-flash': { input: 0.14, output: 0.28 },
  'deepseek-v4-pro': { input: 0.435, output: 0.87 },
  'codestral-latest': { input: 0.3, output: 0.9 },
  'magistral-medium-latest': { input: 2, output: 5 },
  'mistral-large-latest': { input: 0.5, output: 1.5 },
  'mistral-medium-latest': { input: 0.4, output: 2 },
  'mistral-small-latest': { input: 0.15, output: 0.6 },
}

/** A snapshot's date at the end of a model's name: `-2025-08-07` or `-20250807`. */
const snapshotDate = /-20[0-9]{2}-?[0-9]{2}-?[0-9]{2}$/

/**
 * The price of a model by its name, with or without a snapshot date or a router's `vendor/` in front.
 * Never by likeness: a new model with a longer name has another price.
 */
export function priceOf(model: string): Price | undefined {
  const own = model.toLowerCase().slice(model.lastIndexOf('/') + 1)
  // Routers write `claude-sonnet-4.5` for what its maker calls `claude-sonnet-4-5`.
  const spellings = own.startsWith('claude-') ? [own, own.replaceAll('.', '-')] : [own]
  for (const name of spellings.flatMap((spelling) => [spelling, spelling.replace(snapshotDate, '')])) {
    if (Object.hasOwn(prices, name)) return prices[name]
  }
  return undefined
}
