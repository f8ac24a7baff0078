import { HttpClient } from '@actions/http-client'

/** One request to one server, as it goes over the wire. */
export interface ExchangeRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** `hand back` gives a redirect to the caller, who knows what may go with it. Default: followed on the same origin. */
  readonly redirect?: 'hand back'
}

/** What came back, whatever its status; `text` is undecoded JSON, HTML, or nothing. */
export interface ExchangeAnswer {
  readonly status: number
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface ExchangeLimits {
  /** Until the first byte of the answer: name lookup, connection, TLS, GitHub's own ten seconds. */
  readonly answerMilliseconds: number
  /** Until its last byte: a server that sends a byte a second must not hold a job. */
  readonly bodyMilliseconds: number
}

export const defaultLimits: ExchangeLimits = { answerMilliseconds: 30_000, bodyMilliseconds: 60_000 }

/** A hundred pull requests with the longest bodies are about 26 MB; nothing that is asked for here is larger. */
const maxBytes = 32 * 1024 * 1024
const maxRedirects = 3

/**
 * The network did not bring an answer. `sent` is false only where the request certainly never reached the server; its
 * message has no header and no address with credentials in it.
 */
export class NoAnswer extends Error {
  readonly sent: boolean
  constructor(message: string, sent: boolean) {
    super(message)
    this.name = 'NoAnswer'
    this.sent = sent
  }
}

/**
 * One exchange through the proxy that the environment names. Redirects are followed on the same origin alone, since the
 * token goes with them. Not `@actions/github`: that package reads the event file while it is imported, and throws there.
 */
export async function exchange(request: ExchangeRequest, limits = defaultLimits): Promise<ExchangeAnswer> {
  let url = request.url
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    const answer = await once({ ...request, url }, limits)
    const next = request.redirect === 'hand back' ? undefined : redirect(answer, url)
    if (next === undefined) return answer
    url = next
  }
  throw new NoAnswer(`${request.url.host} redirects in a circle`, true)
}

function redirect({ status, headers }: ExchangeAnswer, from: URL): URL | undefined {
  if (![301, 302, 307, 308].includes(status) || headers['location'] === undefined) return undefined
  const to = URL.canParse(headers['location'], from.href) ? new URL(headers['location'], from) : undefined
  if (to?.origin !== from.origin) throw new NoAnswer(`${from.host} redirects to another server`, true)
  return to
}

async function once({ method, url, headers, body }: ExchangeRequest, limits: ExchangeLimits): Promise<ExchangeAnswer> {
  // A client of its own, kept alive, since only that can be closed from outside when time is up.
  const client = new HttpClient('suture', [], {
    allowRedirects: false,
    keepAlive: true,
    socketTimeout: limits.bodyMilliseconds,
  })
  try {
    const late = `${url.host} did not answer within ${limits.answerMilliseconds / 1000} s`
    const { message } = await within(
      client.request(method, url.href, body ?? null, { ...headers }),
      limits.answerMilliseconds,
      late,
    )
    const slow = `the answer of ${url.host} did not end within ${limits.bodyMilliseconds / 1000} s`
    const text = await within(textOf(message, url.host), limits.bodyMilliseconds, slow)
    return { status: message.statusCode ?? 0, headers: flat(message.headers), text }
  } catch (error) {
    throw error instanceof NoAnswer ? error : new NoAnswer(`${url.host}: ${reasonOf(error)}`, wasSent(error))
  } finally {
    client.dispose()
  }
}

async function textOf(message: AsyncIterable<Buffer>, host: string): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message) {
    size += chunk.length
    if (size > maxBytes) throw new NoAnswer(`the answer of ${host} is larger than ${maxBytes / 1024 / 1024} MB`, true)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function within<T>(promise: Promise<T>, milliseconds: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(message, true)), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
    // The loser of the race still fails once its connection is closed; nobody is left to hear it.
    promise.catch(() => undefined)
  }
}

function flat(headers: Readonly<Record<string, string | readonly string[] | undefined>>): Record<string, string> {
  const pairs = Object.entries(headers).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value?.join(', '),
  ])
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined))
}

/** System error codes say what is wrong in a word; messages may hold addresses. */
const meanings: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such host (ENOTFOUND)',
  EAI_AGAIN: 'the name could not be looked up (EAI_AGAIN)',
  ECONNREFUSED: 'nobody listens there (ECONNREFUSED)',
  ECONNRESET: 'the connection was cut (ECONNRESET)',
  ETIMEDOUT: 'no connection in time (ETIMEDOUT)',
  ENETUNREACH: 'the network is not reachable (ENETUNREACH)',
  EPROTO: 'what answers there does not speak TLS (EPROTO)',
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

function reasonOf(error: unknown): string {
  const proxy = proxyStatus(error)
  if (proxy !== undefined) return `the proxy refused the connection with status ${proxy}`
  const code = codeOf(error)
  if (meanings[code] !== undefined) return meanings[code]
  if (/CERT|TLS|SSL|SIGNATURE/.test(code)) return `its certificate is not trusted (${code}); see NODE_EXTRA_CA_CERTS`
  return code === '' ? 'the connection failed' : `the connection failed (${code})`
}

/** A tunnel that a proxy refused carries the code of a connection that was cut: only its words tell them apart. */
function proxyStatus(error: unknown): string | undefined {
  return error instanceof Error ? /statusCode=(\d{3})/.exec(error.message)?.[1] : undefined
}

function wasSent(error: unknown): boolean {
  if (proxyStatus(error) !== undefined) return false
  return !['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH'].includes(codeOf(error))
}
