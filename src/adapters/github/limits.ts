import type { ExchangeAnswer } from './exchange.js'

/** GitHub asks for a minute at least where a secondary limit names no time. */
const secondaryMinute = 60

/**
 * How many seconds GitHub asks us to wait, or undefined where the answer is no refusal by a limit.
 *
 * @param now by the server's clock: its limits end by that
 * @param tries how often the same call was refused so already: the wait doubles where no time is named
 */
export function limitWait({ status, headers, text }: ExchangeAnswer, now: Date, tries: number): number | undefined {
  if (status !== 403 && status !== 429) return undefined
  const after = headers['retry-after'] === undefined ? Number.NaN : secondsUntil(headers['retry-after'], now)
  if (Number.isFinite(after)) return Math.max(1, after)
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset'])
    // A second more, for the clocks differ.
    if (Number.isFinite(reset) && reset > 0) return Math.max(1, Math.ceil(reset - now.getTime() / 1000) + 1)
    return secondaryMinute
  }
  const secondary = status === 429 || /secondary rate limit|abuse detection/i.test(text.slice(0, 10_000))
  return secondary ? secondaryMinute * 2 ** tries : undefined
}

/** `Retry-After` is a number of seconds, or, from a proxy, a date. */
function secondsUntil(text: string, now: Date): number {
  const seconds = Number(text)
  return Number.isFinite(seconds) ? seconds : Math.ceil((Date.parse(text) - now.getTime()) / 1000)
}
