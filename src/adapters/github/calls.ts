import { BrokenWorld } from '../../domain.js'
import type { Clock } from '../../ports.js'
import { defaultLimits, type ExchangeAnswer, type ExchangeLimits, exchange, NoAnswer } from './exchange.js'
import { limitWait } from './limits.js'

export interface CallsOptions {
  /** `https://api.github.com`, or that of another server. */
  readonly apiUrl: string
  readonly token: string
  readonly clock: Clock
  readonly limits?: ExchangeLimits
  /** Shared by all that writes with one token. */
  readonly pace?: Pace
}

/** When the last write went out, in milliseconds of the clock. */
export interface Pace {
  lastWrite: number
}

export function newPace(): Pace {
  return { lastWrite: Number.NEGATIVE_INFINITY }
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH'
  /** Below the API's address, or a full address on the same origin. */
  readonly path: string
  readonly body?: unknown
  /** As in exchange.ts. */
  readonly redirect?: 'hand back'
  /** What the call is for, as the end of "while …". */
  readonly purpose: string
}

/** `json` is undefined where the body was no JSON. */
export interface Answer extends ExchangeAnswer {
  readonly json: unknown
}

/** Nobody can tell whether GitHub did what was asked: the answer was lost, or it is none. */
export interface Unclear {
  readonly unclear: string
}

export interface Calls {
  readonly host: string
  /** What time it is there, by the last answer; this machine's clock, which may be hours off, where there was none. */
  now(): Date
  /**
   * For what does no harm when it is done twice: repeats what failed by chance, and waits where a limit asks for it. Any
   * status that is left comes back as a value.
   */
  repeatable(call: Call): Promise<Answer>
  /** For what must happen once: a lost answer comes back as `Unclear`, and it is the caller who knows how to look. */
  single(call: Call): Promise<Answer | Unclear>
}

/** Times that one call is repeated after a failure by chance, and waits for a limit. */
const maxRetries = 3
/** GitHub asks for a second between writes. */
const betweenWrites = 1000
/** A wait up to the minute that secondary limits ask for is shorter than another run would be. */
const longestWait = 65
/** All waiting of all calls together: jobs have hours, a person's patience has not. */
const totalWait = 180

export function openCalls({ apiUrl, token, clock, limits = defaultLimits, pace = newPace() }: CallsOptions): Calls {
  const base = new URL(apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`)
  const host = base.host
  let waited = 0
  let ahead = 0
  const now = (): Date => new Date(clock.now().getTime() + ahead)

  async function wait(seconds: number): Promise<boolean> {
    if (waited + seconds > totalWait) return false
    waited += seconds
    await clock.sleep(seconds * 1000)
    return true
  }

  async function send({ method, path, body, redirect }: Call): Promise<ExchangeAnswer> {
    const url = new URL(path.startsWith('/') ? path.slice(1) : path, base)
    if (url.origin !== base.origin) throw new NoAnswer(`${host} points to another server`, true)
    if (method !== 'GET') {
      // A clock that was put back must not make this hours.
      const rest = Math.min(pace.lastWrite + betweenWrites - clock.now().getTime(), betweenWrites)
      if (rest > 0) await clock.sleep(rest)
    }
    try {
      const handed = redirect === undefined ? {} : { redirect }
      const answer = await exchange({ method, url, headers: headersFor(token, body), ...json(body), ...handed }, limits)
      ahead = serverTime(answer, clock.now()) - clock.now().getTime()
      return answer
    } finally {
      if (method !== 'GET') pace.lastWrite = clock.now().getTime()
    }
  }

  /** An answer that is no accident and no limit, or why there is none. */
  async function settle(call: Call, repeat: boolean): Promise<Answer | Unclear> {
    let limited = 0
    for (let retry = 0; ; retry += 1) {
      const answer = await attempt(() => send(call))
      const seconds = 'unclear' in answer ? undefined : limitWait(answer, now(), limited)
      if (seconds !== undefined) {
        limited += 1
        if (limited > maxRetries || seconds > longestWait || !(await wait(seconds)))
          throw limitReached(host, call.purpose, now(), seconds)
        // A refusal by a limit did nothing, so that also a write may be sent again.
        retry -= 1
        continue
      }
      const failed = accident(answer, call)
      if (failed === undefined) return answer as Answer
      const again = retry < maxRetries && (repeat || failed.notSent === true)
      if (!again || !(await wait(backoff(retry)))) return { unclear: failed.unclear }
    }
  }

  return {
    host,
    now,
    async repeatable(call) {
      const answer = await settle(call, true)
      if ('unclear' in answer) throw unreachable(answer.unclear, call.purpose)
      return answer
    },
    single: (call) => settle(call, false),
  }
}

/** Milliseconds; what a header says to the second is not worth changing a clock that is right. */
function serverTime({ headers }: ExchangeAnswer, here: Date): number {
  const there = Date.parse(headers['date'] ?? '')
  return Number.isNaN(there) || Math.abs(there - here.getTime()) < 5000 ? here.getTime() : there
}

interface Failed extends Unclear {
  readonly notSent?: boolean
}

async function attempt(send: () => Promise<ExchangeAnswer>): Promise<Answer | Failed> {
  try {
    const answer = await send()
    return { ...answer, json: parsed(answer.text) }
  } catch (error) {
    if (error instanceof NoAnswer) return { unclear: error.message, notSent: !error.sent }
    throw error
  }
}

/** What may be gone when it is asked again: server errors, and successes whose body is cut, empty or HTML. */
function accident(answer: Answer | Failed, { purpose }: Call): Failed | undefined {
  if ('unclear' in answer) return answer
  const { status, json: value } = answer
  if (status >= 500 || status === 408) return { unclear: `GitHub answered with status ${status} while ${purpose}` }
  if (status >= 200 && status < 300 && status !== 204 && value === undefined)
    return { unclear: `what GitHub answered was not JSON while ${purpose}` }
  return undefined
}

/** 1, 2, 4 seconds, up to half more by chance, so that runs which failed together do not come back together. */
function backoff(retry: number): number {
  return 2 ** retry * (1 + Math.random() / 2)
}

function headersFor(token: string, body: unknown): Record<string, string> {
  return {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
  }
}

function json(body: unknown): { readonly body?: string } {
  return body === undefined ? {} : { body: JSON.stringify(body) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function unreachable(unclear: string, purpose: string, left = ''): BrokenWorld {
  const reason = unclear.includes(purpose) ? unclear : `${unclear}, while ${purpose}`
  return new BrokenWorld('error-github', reason, `${left}see https://www.githubstatus.com and run again`)
}

function limitReached(host: string, purpose: string, now: Date, seconds: number): BrokenWorld {
  const at = new Date(now.getTime() + seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')
  const reason = `${host} limits how often it may be asked, until ${at} UTC, while ${purpose}`
  return new BrokenWorld(
    'limit-reached',
    reason,
    `run again after ${at} UTC, or give github-token an app token of your own`,
  )
}
