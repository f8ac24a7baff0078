import { BrokenWorld } from '../../domain.js'
import { oneLine, stripInvisible } from '../../safe-text/visible.js'

/** Why an attempt gave no answer. `status` is 0 where no HTTP answer came. */
export interface Fault {
  readonly status: number
  /** The endpoint's own sentence, or the network's code: foreign text. */
  readonly said: string
  /** The answer was a web page. */
  readonly page: boolean
  /** Milliseconds that the endpoint asks to wait. */
  readonly retryAfter: number | undefined
}

export interface Circumstance {
  readonly host: string
  readonly model: string
  readonly hasKey: boolean
  /** Nothing has been answered yet in this run: the configuration may be wrong. */
  readonly first: boolean
  /** Hides the key, and what looks like one. */
  mask(text: string): string
}

const tooLong =
  /context[ _](?:length|window|size)|maximum context|prompt is too long|too many (?:input )?tokens|input token count|reduce the length|exceed[a-z]* the (?:available|maximum)[a-z ]{0,30}(?:token|context)/i
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL|EPROTO/
const mayPass = new Set([408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529])

export function isTooLong(fault: Fault): boolean {
  return [400, 413, 422, 500].includes(fault.status) && tooLong.test(fault.said)
}

/** Whether the same call may go through a little later, at no risk of paying twice. */
export function isPassing(fault: Fault): boolean {
  if (fault.status === 0) return !certificate.test(fault.said)
  return mayPass.has(fault.status) && !isQuota(fault) && !isTooLong(fault)
}

/** Milliseconds of a `retry-after` header (seconds or a date) or of `retry-after-ms`. */
export function waitAsked(
  seconds: string | undefined,
  milliseconds: string | undefined,
  now: Date,
): number | undefined {
  if (milliseconds !== undefined && /^\d{1,9}$/.test(milliseconds)) return Number(milliseconds)
  if (seconds === undefined) return undefined
  if (/^\d{1,7}(?:\.\d{1,3})?$/.test(seconds)) return Math.ceil(Number(seconds) * 1000)
  // HTTP dates begin with a weekday; Date.parse would read a year into almost anything.
  const date = /^[A-Z][a-z]{2}/.test(seconds) ? Date.parse(seconds) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime())
}

/** The run's end that a fault means, in a sentence without the key and without anything that could speak to a terminal. */
export function endOf(fault: Fault, where: Circumstance): BrokenWorld {
  const { host, model } = where
  const said = fault.page || fault.said === '' ? '' : `: ${quoted(fault.said, where)}`
  const yours = where.first ? 'error-config' : 'error-model'
  const end = (outcome: 'error-config' | 'error-model', reason: string, next: string) =>
    new BrokenWorld(outcome, reason, next)
  if (fault.status === 0) return networkEnd(fault, where)
  if (fault.status === 410) return goneEnd(host)
  if (fault.page && fault.status < 500) {
    return end(
      yours,
      `${host} answered with a web page, not with an answer of a model`,
      'check base-url: it should end where /chat/completions begins',
    )
  }
  if (fault.status === 401) {
    const reason = where.hasKey ? `${host} does not accept the key` : `${host} wants a key, and none is given`
    return end(yours, reason, 'check api-key, and that it belongs to base-url')
  }
  if (fault.status === 403)
    return end(yours, `${host} refuses this key${said}`, 'check what the key may do, and from where')
  if (fault.status === 404) {
    return end(
      yours,
      `${host} knows no model ${model} at this address`,
      'check model and base-url: models are withdrawn from time to time',
    )
  }
  if (fault.status === 402 || isQuota(fault))
    return end('error-model', `the account at ${host} has no credit left`, 'top it up, or use another endpoint')
  if (fault.status === 429)
    return end('error-model', `${host} still refuses after retries: too many requests`, 'try again later')
  if (fault.status === 529 || fault.status === 503)
    return end('error-model', `${host} is overloaded, also after retries`, 'try again later')
  if (fault.status >= 500)
    return end('error-model', `${host} fails with status ${fault.status}, also after retries`, 'try again later')
  if (isUnknownModel(fault)) return end(yours, `${host} refuses the model ${model}${said}`, 'check the input model')
  return end(
    'error-model',
    `${host} refuses the request with status ${fault.status}${said}`,
    'check model, reasoning-effort and base-url',
  )
}

function networkEnd(fault: Fault, { host, first }: Circumstance): BrokenWorld {
  const code = /^[A-Z][A-Z0-9_]{2,60}$/.test(fault.said) ? fault.said : 'no connection'
  if (certificate.test(fault.said)) {
    return new BrokenWorld(
      first ? 'error-config' : 'error-model',
      `the certificate of ${host} cannot be verified (${code})`,
      'where a proxy signs connections, give its certificate in NODE_EXTRA_CA_CERTS',
    )
  }
  return new BrokenWorld(
    'error-model',
    `${host} cannot be reached (${code})`,
    'check base-url, and that the server runs',
  )
}

function goneEnd(host: string): BrokenWorld {
  const github = /^models\.github\.ai(?::|$)|^models\.inference\.ai\.azure\.com(?::|$)/.test(host)
  const reason = github
    ? 'GitHub Models has ended (30 July 2026)'
    : `the service at ${host} says that it is gone for good (410)`
  return new BrokenWorld('error-model', reason, 'give another base-url, model and api-key')
}

function isQuota(fault: Fault): boolean {
  return fault.status === 429 && /insufficient_quota|exceeded your current quota|billing|credit/i.test(fault.said)
}

function isUnknownModel(fault: Fault): boolean {
  return (
    (fault.status === 400 || fault.status === 422) &&
    /model_not_found|(?:invalid|unknown|unsupported|no such)[a-z ]{0,12}model|model[^.]{0,80}(?:not (?:found|exist|valid|available)|does not exist)/i.test(
      fault.said,
    )
  )
}

function quoted(text: string, where: Circumstance): string {
  return oneLine(where.mask(stripInvisible(text.slice(0, 4000))), 200)
}

/** The sentence in an error body, whatever its shape; the body itself where none is found. */
export function sentenceIn(body: string): string {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return body.slice(0, 2000)
  }
  // OpenAI: {error:{message,code,param}}; others {error:"…"}, {message}, {detail:[…]}, or a list of one of them.
  const parts: string[] = []
  collect(Array.isArray(value) ? value[0] : value, 0, parts)
  return parts.length === 0 ? body.slice(0, 2000) : parts.join(' ').slice(0, 2000)
}

const tellingKeys = ['error', 'message', 'code', 'param', 'type', 'detail', 'msg', 'loc']

function collect(value: unknown, depth: number, parts: string[]): void {
  if (typeof value === 'string') parts.push(value)
  if (typeof value !== 'object' || value === null || depth > 4 || parts.length > 20) return
  for (const [key, item] of Object.entries(value)) {
    if (Array.isArray(value) || tellingKeys.includes(key)) collect(item, depth + 1, parts)
  }
}
